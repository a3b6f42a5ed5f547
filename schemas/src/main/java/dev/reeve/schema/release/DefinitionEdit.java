package dev.reeve.schema.release;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * A difference between two definitions of the same version of a feature set or context that changes
 * values or what is kept, which is allowed with a new version alone; what may differ says {@link
 * DefinitionShape}.
 *
 * @param defined what is defined, such as {@code feature set load@1}
 * @param field JSON pointer in the definition, such as {@code /features/2/window/last}
 * @param before value in the earlier definition; empty for none
 * @param after value in the later one; empty for none
 */
public record DefinitionEdit(String defined, String field, String before, String after) {

  /** All differences, in the order of the definition; none when nothing that matters differs. */
  public static List<DefinitionEdit> between(
      FeatureSetDefinition earlier, FeatureSetDefinition later) {
    List<DefinitionEdit> edits = new ArrayList<>();
    compare(
        "feature set " + earlier.id(),
        "",
        DefinitionShape.of(earlier),
        DefinitionShape.of(later),
        edits);
    return edits;
  }

  /** All differences of contexts, likewise. */
  public static List<DefinitionEdit> between(ContextDefinition earlier, ContextDefinition later) {
    List<DefinitionEdit> edits = new ArrayList<>();
    compare(
        "context " + earlier.id(),
        "",
        DefinitionShape.of(earlier),
        DefinitionShape.of(later),
        edits);
    return edits;
  }

  /** The difference and what to do, in one sentence. */
  public String sentence(long generation) {
    return "%s: %s is %s, generation %d has %s: what changes values is a new version"
        .formatted(defined, field, shown(after), generation, shown(before));
  }

  private static void compare(
      String defined, String path, JsonNode before, JsonNode after, List<DefinitionEdit> edits) {
    if (before.equals(after)) {
      return;
    }
    if (before.isObject() && after.isObject()) {
      TreeSet<String> keys = new TreeSet<>();
      before.fieldNames().forEachRemaining(keys::add);
      after.fieldNames().forEachRemaining(keys::add);
      for (String key : keys) {
        compare(defined, path + "/" + key, before.path(key), after.path(key), edits);
      }
    } else if (before.isArray() && after.isArray()) {
      for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
        compare(defined, path + "/" + i, before.path(i), after.path(i), edits);
      }
    } else {
      edits.add(new DefinitionEdit(defined, path, text(before), text(after)));
    }
  }

  private static String text(JsonNode node) {
    return node.isMissingNode() || node.isNull()
        ? ""
        : node.isTextual() ? node.textValue() : node.toString();
  }

  private static String shown(String value) {
    return value.isEmpty() ? "not given" : "'" + value + "'";
  }
}
