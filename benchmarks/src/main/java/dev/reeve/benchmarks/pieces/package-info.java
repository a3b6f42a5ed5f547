/** What the pieces of one event cost, each alone. */
package dev.reeve.benchmarks.pieces;
