package dev.reeve.features.source;

import dev.reeve.schema.release.SourceDefinition;
import dev.reeve.schema.wire.Decoded;
import dev.reeve.schema.wire.WriterSchemas;
import java.nio.ByteBuffer;
import java.util.List;

/** How the bytes of a topic's records become records whose fields can be read. */
interface RecordFormat {

  /** Names of the formats. */
  List<String> NAMES = List.of("avro", "json");

  /** The format of a definition. */
  static RecordFormat of(SourceDefinition definition, WriterSchemas writers) {
    return definition.format().equals("json")
        ? new JsonFormat(definition.fields())
        : new AvroFormat(writers);
  }

  /** Decodes a record. */
  Decoded<?> decode(ByteBuffer value);

  /** The fields of a decoded record and of all others with the same {@link #shape}. */
  RecordFields fields(Object record);

  /** Number of the shape of a decoded record. */
  int shape(Decoded<?> decoded);
}
