/** A region in one JVM for benchmarks: its control records, its events, its clusters. */
package dev.reeve.benchmarks.region;
