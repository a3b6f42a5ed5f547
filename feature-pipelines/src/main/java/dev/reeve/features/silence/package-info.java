/**
 * The absence of events as something that agents can act on: a vector of an entity that was silent
 * for as long as its feature set states.
 */
package dev.reeve.features.silence;
