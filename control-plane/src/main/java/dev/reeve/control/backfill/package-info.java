/** Training sets: features of the past as they were known at given times. */
package dev.reeve.control.backfill;
