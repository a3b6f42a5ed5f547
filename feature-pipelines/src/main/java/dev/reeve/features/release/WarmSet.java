package dev.reeve.features.release;

import dev.reeve.features.FeatureSetPlan;

/**
 * A feature set that a release left out, or whose release is not published, and that is computed
 * on, though nothing of it leaves: a roll back, or the topic's return, finds it as if it had never
 * been gone.
 *
 * @param plan the set
 * @param until last Kafka timestamp of an event that it still takes in, milliseconds since the
 *     epoch
 */
public record WarmSet(FeatureSetPlan plan, long until) {}
