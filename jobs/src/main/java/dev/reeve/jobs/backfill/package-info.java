/** Features of the past: what a backfill reads, at which times, and the rows that it writes. */
package dev.reeve.jobs.backfill;
