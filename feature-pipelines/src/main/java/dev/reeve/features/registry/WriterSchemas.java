package dev.reeve.features.registry;

import java.io.IOException;
import java.io.Serializable;
import java.util.Optional;
import org.apache.avro.Schema;

/** The schemas that producers wrote with, by the id in Confluent's wire format. */
@FunctionalInterface
public interface WriterSchemas extends Serializable {

  /**
   * Asks once.
   *
   * @return empty if the registry says that there is no such id
   * @throws IOException if the registry cannot be asked now; asking again may help
   */
  Optional<Schema> find(int schemaId) throws IOException;
}
