package dev.reeve.agents;

import dev.reeve.schema.ContextValue;
import dev.reeve.schema.release.ContextDefinition;
import dev.reeve.schema.release.FeatureDefinition;
import dev.reeve.schema.release.Span;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The numbers about the region that an agent, or a policy, may look up for one event. Each number
 * that is looked up is quoted, since it cannot be computed again: decisions repeat from the quotes.
 *
 * <p>Of a context that is grouped it is the group of the event that is looked up. A number is STALE
 * once it is older than the definition allows, by default than its window is long, as of the event.
 */
public final class RegionContext {

  /** Nothing to look up. */
  public static final RegionContext NONE =
      new RegionContext(List.of(), ContextLookup.NOTHING, 0, Map.of(), new TreeMap<>());

  private final Map<String, ContextDefinition> contexts = new HashMap<>();
  private final ContextLookup lookup;
  private final long eventTime;
  private final Map<String, String> attributes;
  private final SortedMap<String, ContextValue> quotes;

  /**
   * @param contexts contexts that may be looked up
   * @param lookup where their numbers are
   * @param eventTime event-time milliseconds as of which a number is stale or not
   * @param attributes attributes of the event
   * @param quotes takes what is looked up, by context, group and name
   */
  public RegionContext(
      List<ContextDefinition> contexts,
      ContextLookup lookup,
      long eventTime,
      Map<String, String> attributes,
      SortedMap<String, ContextValue> quotes) {
    contexts.forEach(context -> this.contexts.put(context.name(), context));
    this.lookup = lookup;
    this.eventTime = eventTime;
    this.attributes = attributes;
    this.quotes = quotes;
  }

  /** The same for others that may look up other contexts; quotes go to the same place. */
  public RegionContext of(List<ContextDefinition> others) {
    return new RegionContext(others, lookup, eventTime, attributes, quotes);
  }

  /**
   * The number if it is FRESH: else it may not be relied on.
   *
   * @param context name of a context that the definition lists
   */
  public OptionalDouble number(String context, String feature) {
    ContextValue value = value(context, feature);
    return value.getStatus().equals(FeatureStatus.FRESH.name())
        ? OptionalDouble.of(value.getValue())
        : OptionalDouble.empty();
  }

  /**
   * All that is known of a number, whatever its status.
   *
   * @param context name of a context that the definition lists
   */
  public ContextValue value(String context, String feature) {
    ContextDefinition definition = contexts.get(context);
    FeatureDefinition number = definition == null ? null : feature(definition, feature);
    if (number == null) {
      return new ContextValue(context, 0, "", feature, null, 0L, 0L, FeatureStatus.MISSING.name());
    }
    String group =
        definition.groupBy().isEmpty() ? "" : attributes.getOrDefault(definition.groupBy(), "");
    boolean inAGroup =
        definition.groupBy().isEmpty() || attributes.containsKey(definition.groupBy());
    ContextValue found = inAGroup ? lookup.find(definition, group, feature) : null;
    ContextValue value =
        found == null || found.getValue() == null
            ? new ContextValue(
                context,
                definition.version(),
                group,
                feature,
                null,
                0L,
                found == null ? 0L : found.getAsOf(),
                FeatureStatus.MISSING.name())
            : new ContextValue(
                context,
                definition.version(),
                group,
                feature,
                found.getValue(),
                found.getCount(),
                found.getAsOf(),
                isStale(number, found) ? FeatureStatus.STALE.name() : found.getStatus());
    quotes.put(String.join("\u0000", definition.id(), group, feature), value);
    return value;
  }

  private boolean isStale(FeatureDefinition feature, ContextValue value) {
    String longest = feature.staleAfter() == null ? feature.window().last() : feature.staleAfter();
    return (double) eventTime - value.getAsOf() > Span.millis(longest);
  }

  private static FeatureDefinition feature(ContextDefinition context, String name) {
    return context.features().stream()
        .filter(feature -> feature.name().equals(name))
        .findFirst()
        .orElse(null);
  }
}
