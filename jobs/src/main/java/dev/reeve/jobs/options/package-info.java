/** The options of a region job: declared once, validated all at once, documented from the same. */
package dev.reeve.jobs.options;
