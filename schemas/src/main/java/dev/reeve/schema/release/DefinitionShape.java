package dev.reeve.schema.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.schema.identity.Digest;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;

/**
 * All of a definition that shapes values or what is kept: not description, owner, units, meanings,
 * nor how long a set is kept warm.
 */
public final class DefinitionShape {

  /** What no definition has as its fingerprint. */
  public static final long UNKNOWN = 0;

  private DefinitionShape() {}

  /**
   * Fingerprint of a feature set's shape: the first eight bytes of a SHA-256, never {@link
   * #UNKNOWN}. Two definitions have the same one when {@link DefinitionEdit} finds no difference
   * between them. It holds within one build: a field that a later one adds to definitions changes
   * it.
   */
  public static long fingerprint(FeatureSetDefinition set) {
    StringBuilder text = new StringBuilder();
    write(of(set), text);
    String digest = Digest.of(text.toString().getBytes(StandardCharsets.UTF_8));
    long fingerprint = HexFormat.fromHexDigitsToLong(digest, 0, 16);
    return fingerprint == UNKNOWN ? 1 : fingerprint;
  }

  static JsonNode of(FeatureSetDefinition set) {
    ObjectNode shape = ReleaseBody.JSON.valueToTree(set);
    shape.remove(List.of("description", "owner", "keep_warm"));
    shape.set("measures", names(shape.get("measures")));
    shape.set("attributes", names(shape.get("attributes")));
    shape.get("features").forEach(f -> withoutMeaning((ObjectNode) f));
    shape.get("expectations").forEach(e -> ((ObjectNode) e).remove("description"));
    return shape;
  }

  static JsonNode of(ContextDefinition context) {
    ObjectNode shape = ReleaseBody.JSON.valueToTree(context);
    shape.remove(List.of("description", "owner"));
    shape.set("measures", names(shape.get("measures")));
    shape.set("attributes", names(shape.get("attributes")));
    shape.get("features").forEach(f -> withoutMeaning((ObjectNode) f));
    return shape;
  }

  private static void withoutMeaning(ObjectNode feature) {
    feature.remove(List.of("description", "unit"));
  }

  private static ArrayNode names(JsonNode map) {
    TreeSet<String> names = new TreeSet<>();
    map.fieldNames().forEachRemaining(names::add);
    return ReleaseBody.JSON.valueToTree(names);
  }

  /** JSON with the keys of each object in order, since maps have none. */
  private static void write(JsonNode node, StringBuilder text) {
    if (node.isObject()) {
      TreeSet<String> keys = new TreeSet<>();
      node.fieldNames().forEachRemaining(keys::add);
      text.append('{');
      for (String key : keys) {
        text.append(ReleaseBody.JSON.getNodeFactory().textNode(key)).append(':');
        write(node.get(key), text);
        text.append(',');
      }
      text.append('}');
    } else if (node.isArray()) {
      text.append('[');
      for (JsonNode item : node) {
        write(item, text);
        text.append(',');
      }
      text.append(']');
    } else {
      text.append(node);
    }
  }
}
