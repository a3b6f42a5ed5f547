package dev.reeve.features.source;

import java.util.Optional;
import org.apache.avro.Schema;

/** The schemas that are registered for the records of topics. */
@FunctionalInterface
public interface RegisteredSchemas {

  /**
   * The latest version of a subject.
   *
   * @return empty when there is no such subject, or its schemas are not Avro's
   * @throws IllegalStateException if the registry does not answer
   */
  Optional<Schema> latest(String subject);
}
