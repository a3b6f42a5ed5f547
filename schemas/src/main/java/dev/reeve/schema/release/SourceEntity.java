package dev.reeve.schema.release;

/**
 * One kind of entity that a record of a {@link SourceDefinition} concerns.
 *
 * @param type entity type of the event
 * @param field field of the entity's id
 * @param topic topic that the events are written to, keyed by entity, so that their order is
 *     recorded; a region's job reads it. The region's prefix is put before
 */
public record SourceEntity(String type, String field, String topic) {}
