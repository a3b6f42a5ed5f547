package dev.reeve.schema.wire;

import java.io.Serializable;
import java.util.Optional;
import org.apache.avro.Schema;

/** The schemas that records were written with, by their registry id. */
@FunctionalInterface
public interface WriterSchemas extends Serializable {

  /**
   * Looks up the schema of an id. Blocks, with back-off, while the registry is away: its absence is
   * no fault of a record.
   *
   * @return empty when the registry answers that it knows no such id, or one that is not Avro's
   */
  Optional<Schema> byId(int id);
}
