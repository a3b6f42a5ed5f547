package dev.reeve.control.catalog;

import dev.reeve.expression.ExpressionCompiler;
import dev.reeve.schema.release.FeatureDefinition;
import dev.reeve.schema.release.SourceDefinition;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Where features come from: through other features and source mappings down to topics and fields.
 * Where no mapping of the release gives events of the kind, it ends at these events.
 */
final class Lineage {

  private static final String MEASURE = "measure.";
  private static final String ATTRIBUTE = "attribute.";

  private final List<SourceDefinition> sources;

  Lineage(List<SourceDefinition> sources) {
    this.sources = sources;
  }

  /**
   * The origins of a feature, in alphabetical order.
   *
   * @param siblings all features of its set or context
   */
  SortedSet<String> of(
      String entityType, FeatureDefinition feature, List<FeatureDefinition> siblings) {
    SortedSet<String> inputs = new TreeSet<>();
    collect(feature, siblings, new HashSet<>(), inputs);
    SortedSet<String> origins = new TreeSet<>();
    for (String input : inputs) {
      origins.addAll(origins(entityType, input));
    }
    return origins;
  }

  /** What of the event a feature takes in; the empty text stands for the event itself. */
  private static void collect(
      FeatureDefinition feature,
      List<FeatureDefinition> siblings,
      Set<String> seen,
      SortedSet<String> inputs) {
    if (!seen.add(feature.name())) {
      return;
    }
    if (!feature.measure().isEmpty()) {
      inputs.add(MEASURE + feature.measure());
    } else if (!feature.attribute().isEmpty()) {
      inputs.add(ATTRIBUTE + feature.attribute());
    } else if (feature.expression().isEmpty()) {
      inputs.add("");
    }
    ExpressionCompiler.pathsIn(feature.filter()).stream()
        .filter(path -> path.startsWith(MEASURE) || path.startsWith(ATTRIBUTE))
        .forEach(inputs::add);
    for (String path : ExpressionCompiler.pathsIn(feature.expression())) {
      String name = Readers.feature(path);
      siblings.stream()
          .filter(sibling -> sibling.name().equals(name))
          .forEach(sibling -> collect(sibling, siblings, seen, inputs));
    }
  }

  private SortedSet<String> origins(String entityType, String input) {
    SortedSet<String> origins = new TreeSet<>();
    for (SourceDefinition source : sources) {
      if (source.entities().stream().anyMatch(entity -> entity.type().equals(entityType))) {
        String field = field(source, input);
        if (field != null) {
          origins.add(source.topic() + (field.isEmpty() ? ": records" : ": " + field));
        }
      }
    }
    if (origins.isEmpty()) {
      origins.add("events of " + entityType + (input.isEmpty() ? "" : ": " + input));
    }
    return origins;
  }

  private static String field(SourceDefinition source, String input) {
    if (input.isEmpty()) {
      return "";
    }
    Map<String, String> fields =
        input.startsWith(MEASURE) ? source.measures() : source.attributes();
    return fields.get(input.substring(input.indexOf('.') + 1));
  }
}
