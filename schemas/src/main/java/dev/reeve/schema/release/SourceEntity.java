package dev.reeve.schema.release;

import java.io.Serializable;

/**
 * One kind of entity that a record of a {@link SourceDefinition} concerns.
 *
 * @param type entity type of the event
 * @param field field of the entity's id
 * @param topic topic that the events are written to, keyed by entity, so that their order is
 *     recorded; a region's job reads it. The region's prefix is put before
 * @param optional whether a record may lack the field: it then gives no event of this kind.
 *     Otherwise such a record is rejected
 */
public record SourceEntity(String type, String field, String topic, Boolean optional)
    implements Serializable {

  public SourceEntity {
    optional = optional != null && optional;
  }
}
