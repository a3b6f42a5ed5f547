package dev.reeve.features.aggregate;

/**
 * What an aggregate computes, in words.
 *
 * @param value what the value is
 * @param unit its unit
 * @param undefined when there is no value, so that the feature is MISSING
 */
public record Meaning(String value, String unit, String undefined) {}
