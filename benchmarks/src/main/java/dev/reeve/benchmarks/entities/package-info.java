/** What a million entities take in RocksDB, against the bound that their definitions give. */
package dev.reeve.benchmarks.entities;
