/** What was known of an entity at a moment: features without a look into the future. */
package dev.reeve.features.pointintime;
