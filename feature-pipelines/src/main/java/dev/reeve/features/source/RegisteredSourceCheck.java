package dev.reeve.features.source;

import dev.reeve.schema.release.Problem;
import dev.reeve.schema.release.SourceDefinition;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;

/** Checks a mapping of Avro against the latest schema that is registered for its topic. */
final class RegisteredSourceCheck {

  private RegisteredSourceCheck() {}

  static List<Problem> check(
      SourceDefinition source, String pointer, RegisteredSchemas registered) {
    Optional<Schema> schema = registered.latest(source.subject());
    if (schema.isEmpty()) {
      return List.of(
          new Problem(
              pointer + "/subject",
              source.subject(),
              "the registry has no Avro schema under this subject; register the topic's schema"
                  + " first, or say which subject it has"));
    }
    if (schema.get().getType() != Schema.Type.RECORD) {
      return List.of(
          new Problem(
              pointer + "/subject",
              source.subject(),
              "its latest schema is " + AvroValue.words(schema.get()) + "; allowed are records"));
    }
    RecordMapping mapping = new RecordMapping(source, null, new AvroFields(schema.get()));
    return MappingCheck.check(
        source, pointer, mapping, "latest schema of subject " + source.subject());
  }
}
