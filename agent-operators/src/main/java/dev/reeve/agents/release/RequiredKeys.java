package dev.reeve.agents.release;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import dev.reeve.schema.release.AgentDefinition;
import dev.reeve.schema.release.ContextDefinition;
import dev.reeve.schema.release.ExpectationDefinition;
import dev.reeve.schema.release.FeatureDefinition;
import dev.reeve.schema.release.FeatureSetDefinition;
import dev.reeve.schema.release.JavaAgent;
import dev.reeve.schema.release.PolicyDefinition;
import dev.reeve.schema.release.Problem;
import dev.reeve.schema.release.ProposalDefinition;
import dev.reeve.schema.release.Release;
import dev.reeve.schema.release.RuleDefinition;
import dev.reeve.schema.release.SafeDefault;
import dev.reeve.schema.release.SourceDefinition;
import dev.reeve.schema.release.SourceEntity;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The keys that a definition cannot do without; all others have defaults. */
final class RequiredKeys {

  private static final Map<Class<?>, List<String>> BY_TYPE =
      Map.ofEntries(
          Map.entry(Release.class, List.of("name")),
          Map.entry(ReleaseFile.class, List.of("name")),
          Map.entry(SourceDefinition.class, List.of("name", "topic", "entities")),
          Map.entry(SourceEntity.class, List.of("type", "field", "topic")),
          Map.entry(
              FeatureSetDefinition.class, List.of("name", "version", "entity_type", "features")),
          Map.entry(FeatureDefinition.class, List.of("name")),
          Map.entry(ExpectationDefinition.class, List.of("name")),
          Map.entry(ContextDefinition.class, List.of("name", "version", "entity_type", "features")),
          Map.entry(AgentDefinition.class, List.of("name", "version", "entity_type", "features")),
          Map.entry(ProposalDefinition.class, List.of("action")),
          Map.entry(SafeDefault.class, List.of("action")),
          Map.entry(JavaAgent.class, List.of("class_name", "jar", "sha256")),
          Map.entry(PolicyDefinition.class, List.of("name", "version", "entity_type")),
          Map.entry(RuleDefinition.class, List.of("name", "effect")));

  private RequiredKeys() {}

  static List<String> of(Class<?> type) {
    return BY_TYPE.getOrDefault(type, List.of());
  }

  static String missing(String key) {
    return "key '" + key + "' is missing; it has no default";
  }

  /** Key of a record component, in snake_case. */
  static String key(String component) {
    return ((PropertyNamingStrategies.NamingBase) PropertyNamingStrategies.SNAKE_CASE)
        .translate(component);
  }

  /** What a release that was bound from JSON leaves out. */
  static List<Problem> missing(Release release) {
    List<Problem> problems = new ArrayList<>();
    collect(release, "", problems);
    return problems;
  }

  /** Goes as deep as the records of a release do. */
  private static void collect(Object part, String path, List<Problem> problems) {
    if (part instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        collect(list.get(i), path + "/" + i, problems);
      }
    } else if (part instanceof Map<?, ?> map) {
      map.forEach(
          (name, value) -> {
            if (value == null) {
              problems.add(new Problem(path + "/" + name, "", missing(name.toString())));
            }
          });
    } else if (part instanceof Record) {
      for (RecordComponent component : part.getClass().getRecordComponents()) {
        String key = key(component.getName());
        Object value = value(part, component);
        if (value == null && of(part.getClass()).contains(key)) {
          problems.add(new Problem(path + "/" + key, "", missing(key)));
        }
        collect(value, path + "/" + key, problems);
      }
    }
  }

  private static Object value(Object part, RecordComponent component) {
    try {
      return component.getAccessor().invoke(part);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("records are public with public components", e);
    }
  }
}
