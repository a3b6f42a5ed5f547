package dev.reeve.features.source;

import dev.reeve.schema.SourceRecord;
import dev.reeve.schema.release.Release;
import dev.reeve.schema.release.ReleaseBody;
import dev.reeve.schema.release.SourceDefinition;
import dev.reeve.schema.wire.WireFormat;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;

/** Definitions and records of a topic that is not ours, and a registry for their schemas. */
final class TestingSources {

  static final long KAFKA_TIME = 1_700_000_000_123L;

  private final Map<Integer, Schema> registry = new TreeMap<>();

  /** A definition, written as the JSON of a release. */
  static SourceDefinition definition(String json) {
    try {
      return ReleaseBody.JSON.readValue(json, SourceDefinition.class);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  static Release release(SourceDefinition... sources) {
    return new Release("r", "", List.of(sources), null, null, null, null);
  }

  /** A mapping that writes to region plant. */
  SourceMapping mapping(String json) {
    return new SourceMapping(
        definition(json), "plant", id -> Optional.ofNullable(registry.get(id)));
  }

  static Schema schema(String fields) {
    return new Schema.Parser()
        .parse("{\"type\":\"record\",\"name\":\"Metric\",\"fields\":[" + fields + "]}");
  }

  static Schema schemaOf(Schema field) {
    return SchemaBuilder.record("Metric").fields().name("f").type(field).noDefault().endRecord();
  }

  /** Registers the record's schema under the id and puts the record on the topic. */
  SourceRecord avro(int schemaId, GenericData.Record record) {
    registry.put(schemaId, record.getSchema());
    return bytes(WireFormat.encode(schemaId, record));
  }

  static SourceRecord json(String text) {
    return bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  static SourceRecord bytes(byte[] value) {
    return new SourceRecord("metrics", 3, 42L, KAFKA_TIME, null, ByteBuffer.wrap(value));
  }
}
