/**
 * Numbers about a region or its groups, merged in two steps: each subtask merges the events that it
 * sees, then the partials of all subtasks merge by context. Pure; the operator is elsewhere.
 */
package dev.reeve.features.context;
