package dev.reeve.features.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.reeve.schema.wire.Decoded;
import dev.reeve.schema.wire.WireFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;

/**
 * JSON objects, in UTF-8, with or without the five bytes that Confluent's serializers put before
 * them. They have one shape.
 */
final class JsonFormat implements RecordFormat {

  private static final int HEADER = 1 + Integer.BYTES;
  private static final int DEEPEST = 64;
  private static final int LONGEST_NUMBER = 100;

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxNumberLength(LONGEST_NUMBER)
                          .build())
                  // Names come from outside: a cache of them would grow with what anybody sends.
                  .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                  .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .build();

  private final JsonFields fields;

  /**
   * @param types type by path of the fields that expressions read
   */
  JsonFormat(Map<String, String> types) {
    fields = new JsonFields(types);
  }

  @Override
  public Decoded<?> decode(ByteBuffer value) {
    if (value == null) {
      return new Decoded<JsonNode>(null, 0, false, "no value: a tombstone holds no record");
    }
    ByteBuffer bytes = value.duplicate();
    int id = 0;
    if (bytes.remaining() > HEADER && bytes.get(bytes.position()) == WireFormat.MAGIC) {
      id = bytes.position(bytes.position() + 1).getInt();
    }
    byte[] text = new byte[bytes.remaining()];
    bytes.get(text);
    try {
      JsonNode node = JSON.readTree(text);
      return node.isObject()
          ? new Decoded<>(node, id, false, "")
          : new Decoded<JsonNode>(
              null, id, false, "a JSON " + node.getNodeType() + "; allowed are objects");
    } catch (JsonProcessingException e) {
      return new Decoded<JsonNode>(null, id, false, "no JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      return new Decoded<JsonNode>(null, id, false, "no JSON: " + e.getMessage());
    }
  }

  @Override
  public RecordFields fields(Object record) {
    return fields;
  }

  @Override
  public int shape(Decoded<?> decoded) {
    return 0;
  }
}
