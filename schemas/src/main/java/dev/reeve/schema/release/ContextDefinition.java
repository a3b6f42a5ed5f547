package dev.reeve.schema.release;

import java.util.List;
import java.util.Map;

/**
 * Numbers about a whole region, or about each group of its entities, that agents look up beside the
 * features of their own entity. They are merged from all partitions, so they depend on how far each
 * of them was read: decisions quote them, and P4 does not hold for them.
 *
 * @param name name, lower-case letters, digits and '_'
 * @param version version from 1
 * @param entityType entity type whose events are read
 * @param description what it is for
 * @param owner team that answers for it
 * @param groupBy attribute whose value parts the entities; empty for the whole region
 * @param measures measures that are read: name to unit
 * @param attributes attributes that filters may read: name to meaning
 * @param features aggregates over time windows, each with a measure, an optional filter and no
 *     expression
 */
public record ContextDefinition(
    String name,
    int version,
    String entityType,
    String description,
    String owner,
    String groupBy,
    Map<String, String> measures,
    Map<String, String> attributes,
    List<FeatureDefinition> features) {

  public ContextDefinition {
    description = Absent.asEmpty(description);
    owner = Absent.asEmpty(owner);
    groupBy = Absent.asEmpty(groupBy);
    measures = Absent.asEmpty(measures);
    attributes = Absent.asEmpty(attributes);
    features = Absent.asEmpty(features);
  }

  /** Name and version as agents refer to them: {@code name@version}. */
  public String id() {
    return name + "@" + version;
  }
}
