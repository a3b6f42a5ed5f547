package dev.reeve.schema.wire;

import java.io.Serializable;
import org.apache.avro.Schema;

/** The registry ids of the contracts; schemas are registered before jobs start, never by jobs. */
@FunctionalInterface
public interface SchemaIds extends Serializable {

  /**
   * Looks up the id of a schema under the subject that is its full name. May block while the
   * registry is away.
   *
   * @throws IllegalStateException if the schema is not registered
   */
  int idOf(Schema schema);
}
