package dev.reeve.control.catalog;

import dev.reeve.schema.release.SourceDefinition;
import dev.reeve.schema.release.SourceEntity;
import dev.reeve.schema.wire.Topics;
import java.util.Map;
import java.util.TreeMap;

/**
 * A source mapping.
 *
 * @param topic topic that is read
 * @param subject subject of its schemas; empty for JSON
 * @param entities topic that the events are written to, by entity type
 */
public record SourceEntry(
    String name,
    String description,
    String owner,
    String topic,
    String format,
    String subject,
    Map<String, String> entities) {

  static SourceEntry of(SourceDefinition source, Topics topics) {
    Map<String, String> entities = new TreeMap<>();
    for (SourceEntity entity : source.entities()) {
      entities.put(entity.type(), topics.mapped(entity.topic()));
    }
    return new SourceEntry(
        source.name(),
        source.description(),
        source.owner(),
        source.topic(),
        source.format(),
        source.format().equals("json") ? "" : source.subject(),
        entities);
  }
}
