package dev.reeve.schema.release;

import java.util.List;
import java.util.Map;

/**
 * A named, versioned list of feature definitions over one entity type.
 *
 * @param name name, lower-case letters, digits and '_'
 * @param version version from 1; whatever changes values or what is kept is another version
 * @param entityType entity type whose events are read
 * @param description what the set is for
 * @param owner team that answers for it
 * @param measures measures of the event that features and expressions may read: name to unit
 * @param attributes attributes of the event that features and expressions may read: name to meaning
 * @param ttl event time after which the state of a silent entity is removed, as {@link Span} text;
 *     default 30d
 * @param staleAfter age of a feature's last value from which on it is STALE, as {@link Span} text;
 *     default the ttl
 * @param keepWarm time for which the set is computed on after a release left it out, so that a roll
 *     back finds it as if it had never been gone, as {@link Span} text; default 1d
 * @param silence event time without an event after which a vector is computed all the same, so that
 *     agents can act on absence, as {@link Span} text; null for never
 * @param expectations what events and features must satisfy
 * @param features features, in the order of the vector
 */
public record FeatureSetDefinition(
    String name,
    int version,
    String entityType,
    String description,
    String owner,
    Map<String, String> measures,
    Map<String, String> attributes,
    String ttl,
    String staleAfter,
    String keepWarm,
    String silence,
    List<ExpectationDefinition> expectations,
    List<FeatureDefinition> features) {

  public FeatureSetDefinition {
    description = Absent.asEmpty(description);
    owner = Absent.asEmpty(owner);
    measures = Absent.asEmpty(measures);
    attributes = Absent.asEmpty(attributes);
    ttl = ttl == null ? "30d" : ttl;
    staleAfter = staleAfter == null ? ttl : staleAfter;
    keepWarm = keepWarm == null ? "1d" : keepWarm;
    expectations = Absent.asEmpty(expectations);
    features = Absent.asEmpty(features);
  }

  /** Name and version as agents and policies refer to them: {@code name@version}. */
  public String id() {
    return name + "@" + version;
  }
}
