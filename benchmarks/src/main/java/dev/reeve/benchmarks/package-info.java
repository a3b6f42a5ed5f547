/** The commands of {@code benchmarks/run}. */
package dev.reeve.benchmarks;
