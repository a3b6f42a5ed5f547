/** What an entity with a thousand times the rate of the others costs, and costs the others. */
package dev.reeve.benchmarks.hotkey;
