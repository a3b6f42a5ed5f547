package dev.reeve.features.source;

import dev.reeve.schema.RegionEvent;

/**
 * An event that a record gave.
 *
 * @param topic topic of its kind of entity, without the region's prefix
 * @param event the event
 */
public record MappedEvent(String topic, RegionEvent event) {}
