package dev.reeve.features.release;

import dev.reeve.features.FeatureSetPlan;

/**
 * A feature set that a release left out and that is computed on, though nothing of it leaves: a
 * roll back finds it as if it had never been gone.
 *
 * @param plan the set
 * @param until last Kafka timestamp of an event that it still takes in, milliseconds since the
 *     epoch
 */
public record WarmSet(FeatureSetPlan plan, long until) {}
