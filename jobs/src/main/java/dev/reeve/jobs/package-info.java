/** The jobs that Flink runs: a main chooses the edges, a topology wires. */
package dev.reeve.jobs;
