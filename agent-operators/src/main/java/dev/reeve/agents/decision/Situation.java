package dev.reeve.agents.decision;

import dev.reeve.agents.AgentInput;
import dev.reeve.agents.ContextLookup;
import dev.reeve.agents.FeatureReading;
import dev.reeve.agents.FeatureStatus;
import dev.reeve.agents.RegionContext;
import dev.reeve.schema.ContextValue;
import dev.reeve.schema.Decision;
import dev.reeve.schema.FeatureBundle;
import dev.reeve.schema.FeatureValue;
import dev.reeve.schema.FeatureVector;
import dev.reeve.schema.NamedNumber;
import dev.reeve.schema.NamedText;
import dev.reeve.schema.RegionEvent;
import dev.reeve.schema.release.ContextDefinition;
import dev.reeve.schema.release.DefinitionShape;
import dev.reeve.schema.release.FeatureSetDefinition;
import dev.reeve.schema.release.FeatureType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a decision is made about: an entity, a cause, and what is known as of the event.
 *
 * @param causeKind kind of the cause: event, silence, answer, timer, limit
 * @param causeId id of the cause
 * @param eventTime event-time milliseconds of the event at the root of the cause
 * @param vectors feature vectors by feature set id, {@code name@version}
 * @param refused ids of the feature sets that did not take the event in
 * @param contexts numbers about the region
 */
public record Situation(
    String region,
    String entityType,
    String entity,
    String causeKind,
    String causeId,
    long eventTime,
    SortedMap<String, Double> measures,
    SortedMap<String, String> attributes,
    SortedMap<String, String> labels,
    Map<String, FeatureVector> vectors,
    Set<String> refused,
    ContextLookup contexts) {

  private static final String SILENCE = "silence";

  /** The situation that an event makes, or its absence, without numbers about the region. */
  public static Situation of(FeatureBundle bundle) {
    return of(bundle, ContextLookup.NOTHING);
  }

  /**
   * The situation that an event makes.
   *
   * @param contexts numbers about the region as they are known now
   */
  public static Situation of(FeatureBundle bundle, ContextLookup contexts) {
    RegionEvent event = bundle.getEvent();
    Map<String, FeatureVector> vectors = new HashMap<>();
    Stream.concat(bundle.getVectors().stream(), bundle.getLeftOut().stream())
        // Nobody knows what a vector without a definition tells of.
        .filter(vector -> vector.getDefinition() != DefinitionShape.UNKNOWN)
        .forEach(v -> vectors.put(v.getFeatureSet() + "@" + v.getVersion(), v));
    return new Situation(
        event.getRegion(),
        event.getEntityType(),
        event.getEntity(),
        bundle.getCauseKind(),
        bundle.getCauseId().isEmpty() ? event.getEventId() : bundle.getCauseId(),
        event.getEventTime(),
        new TreeMap<>(event.getMeasures()),
        new TreeMap<>(event.getAttributes()),
        new TreeMap<>(event.getLabels()),
        vectors,
        Set.copyOf(bundle.getRefused()),
        contexts);
  }

  /**
   * Whether agents of a feature set, {@code name@version}, are concerned: a silence concerns its
   * own set alone, and of an event that a set did not take in its agents know nothing.
   */
  public boolean concerns(String setId) {
    return causeKind.equals(SILENCE) ? vectors.containsKey(setId) : !refused.contains(setId);
  }

  /** The situation that a decision of the ledger was made in, from its repeatable part. */
  public static Situation of(Decision decision) {
    SortedMap<String, Double> measures = new TreeMap<>();
    for (NamedNumber measure : decision.getMeasures()) {
      measures.put(measure.getName(), measure.getValue());
    }
    Map<String, FeatureVector> vectors = new HashMap<>();
    if (!decision.getFeatures().isEmpty()) {
      FeatureVector vector = vector(decision.getFeatures(), decision.getViolations());
      vectors.put(vector.getFeatureSet() + "@" + vector.getVersion(), vector);
    }
    return new Situation(
        decision.getRegion(),
        decision.getEntityType(),
        decision.getEntity(),
        decision.getCauseKind(),
        decision.getCauseId(),
        decision.getEventTime(),
        measures,
        texts(decision.getAttributes()),
        texts(decision.getLabels()),
        vectors,
        Set.of(),
        quoted(decision.getContext()));
  }

  private static ContextLookup quoted(List<ContextValue> quotes) {
    return (context, group, feature) ->
        quotes.stream()
            .filter(
                quote ->
                    quote.getContext().equals(context.name())
                        && quote.getVersion() == context.version()
                        && quote.getGroup().equals(group)
                        && quote.getName().equals(feature))
            .findFirst()
            .orElse(null);
  }

  private static SortedMap<String, String> texts(List<NamedText> rows) {
    SortedMap<String, String> texts = new TreeMap<>();
    rows.forEach(row -> texts.put(row.getName(), row.getValue()));
    return texts;
  }

  /** Of the definition that the decision's release has: it was not given to the agent else. */
  private static FeatureVector vector(List<FeatureValue> features, List<String> violations) {
    FeatureValue first = features.get(0);
    List<Double> values = new ArrayList<>();
    StringBuilder statuses = new StringBuilder();
    List<Long> ages = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    for (FeatureValue feature : features) {
      values.add(feature.getValue() == null ? Double.NaN : feature.getValue());
      statuses.append(FeatureStatus.valueOf(feature.getStatus()).letter());
      ages.add(feature.getAgeMs());
      texts.add(feature.getText() == null ? "" : feature.getText());
    }
    return new FeatureVector(
        first.getFeatureSet(),
        first.getVersion(),
        first.getAsOf(),
        values,
        statuses.toString(),
        ages,
        texts,
        violations,
        DefinitionShape.UNKNOWN);
  }

  /**
   * The vector of the set as records carry it, in the order of the definition.
   *
   * @param fingerprint that of the set: the vector of another definition of the same name and
   *     version tells of something else
   * @return empty when the vector is not there or does not fit the definition
   */
  public Optional<List<FeatureValue>> features(FeatureSetDefinition set, long fingerprint) {
    int size = set.features().size();
    if (size == 0) {
      return Optional.of(List.of());
    }
    FeatureVector vector = vector(set, fingerprint);
    if (vector == null
        || vector.getValues().size() != size
        || vector.getStatuses().length() != size) {
      return Optional.empty();
    }
    List<FeatureValue> features = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      FeatureStatus status = FeatureStatus.of(vector.getStatuses().charAt(i));
      boolean present = status != FeatureStatus.MISSING;
      boolean text = set.features().get(i).type() == FeatureType.TEXT;
      String written = i < vector.getTexts().size() ? vector.getTexts().get(i) : "";
      features.add(
          new FeatureValue(
              set.name(),
              set.version(),
              set.features().get(i).name(),
              present && !text ? vector.getValues().get(i) : null,
              status.name(),
              vector.getAsOf(),
              present && text ? written : null,
              i < vector.getAges().size() ? vector.getAges().get(i) : -1L));
    }
    return Optional.of(features);
  }

  /** Flagged expectations of the set that the cause violates, in order. */
  SortedSet<String> violations(FeatureSetDefinition set, long fingerprint) {
    FeatureVector vector = vector(set, fingerprint);
    return vector == null ? new TreeSet<>() : new TreeSet<>(vector.getViolations());
  }

  private FeatureVector vector(FeatureSetDefinition set, long fingerprint) {
    FeatureVector vector = vectors.get(set.id());
    boolean fits =
        vector != null
            && (vector.getDefinition() == fingerprint
                || vector.getDefinition() == DefinitionShape.UNKNOWN);
    return fits ? vector : null;
  }

  /**
   * The contexts that an agent or a policy may look up.
   *
   * @param quotes takes what is looked up
   */
  RegionContext context(
      List<ContextDefinition> definitions, SortedMap<String, ContextValue> quotes) {
    return new RegionContext(definitions, contexts, eventTime, attributes, quotes);
  }

  /** The input that an agent is given. */
  AgentInput input(
      List<FeatureValue> features, SortedSet<String> violations, RegionContext context) {
    SortedMap<String, FeatureReading> readings = new TreeMap<>();
    for (FeatureValue feature : features) {
      readings.put(
          feature.getName(),
          new FeatureReading(
              feature.getValue() == null ? Double.NaN : feature.getValue(),
              feature.getText(),
              FeatureStatus.valueOf(feature.getStatus()),
              feature.getAgeMs()));
    }
    return new AgentInput(
        region, entityType, entity, eventTime, measures, attributes, readings, violations, context);
  }
}
