/** What one event costs under many windows: Reeve's features beside Flink's own windows. */
package dev.reeve.benchmarks.windows;
