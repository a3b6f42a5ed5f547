package dev.reeve.features.expectation;

import dev.reeve.schema.FeatureVector;
import dev.reeve.schema.identity.Digest;
import dev.reeve.schema.release.ExpectationDefinition;
import dev.reeve.schema.release.FeatureDefinition;
import dev.reeve.schema.release.FeatureSetDefinition;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The expectations of one feature set, compiled, in the order of the definition. */
public final class Expectations {

  private static final char FRESH = 'F';

  private final String featureSet;
  private final List<OfEvents> ofEvents;
  private final List<OfFeatures> ofFeatures;
  private final long layout;

  /** An expectation of events. */
  record OfEvents(String name, Reaction reaction, EventRule rule) {}

  /** A range of a feature by its position in the vector. */
  private record OfFeatures(
      String name, Reaction reaction, String feature, int position, Range range) {}

  private Expectations(String featureSet, List<OfEvents> ofEvents, List<OfFeatures> ofFeatures) {
    this.featureSet = featureSet;
    this.ofEvents = List.copyOf(ofEvents);
    this.ofFeatures = List.copyOf(ofFeatures);
    String[] layouts =
        ofEvents.stream()
            .map(e -> e.rule().layout())
            .filter(text -> !text.isEmpty())
            .toArray(String[]::new);
    this.layout = HexFormat.fromHexDigitsToLong(Digest.of(layouts), 0, 16);
  }

  /** Compiles what {@link ExpectationCheck} found in order. */
  public static Expectations of(FeatureSetDefinition set) {
    List<OfEvents> ofEvents = new ArrayList<>();
    List<OfFeatures> ofFeatures = new ArrayList<>();
    List<String> features = set.features().stream().map(FeatureDefinition::name).toList();
    for (ExpectationDefinition definition : set.expectations()) {
      Reaction reaction = Reaction.of(definition.onViolation()).orElseThrow();
      String feature = definition.feature();
      if (feature.isEmpty()) {
        ofEvents.add(new OfEvents(definition.name(), reaction, EventRule.of(definition)));
      } else {
        int position = features.indexOf(feature);
        Range range = Range.of(definition);
        ofFeatures.add(new OfFeatures(definition.name(), reaction, feature, position, range));
      }
    }
    return new Expectations(set.id(), ofEvents, ofFeatures);
  }

  /** Whether there is any of events. */
  public boolean judgeEvents() {
    return !ofEvents.isEmpty();
  }

  /** Whether anything is remembered of an entity. */
  public boolean remember() {
    return mostBytes() > ExpectationState.HEADER_BYTES;
  }

  /** Bytes that are remembered of an entity, at most. */
  public int mostBytes() {
    return ExpectationState.HEADER_BYTES
        + ofEvents.stream().mapToInt(e -> e.rule().mostBytes()).sum();
  }

  /**
   * Judges the features of a vector that are fresh: a value that is incomplete or stale is marked
   * as what it is already.
   */
  public List<Violation> judge(FeatureVector vector) {
    List<Violation> violations = new ArrayList<>(0);
    for (OfFeatures expected : ofFeatures) {
      double value = vector.getValues().get(expected.position());
      if (vector.getStatuses().charAt(expected.position()) == FRESH && !Double.isNaN(value)) {
        String detail = expected.range().judge(expected.feature(), value);
        if (detail != null) {
          violations.add(new Violation(featureSet, expected.name(), expected.reaction(), detail));
        }
      }
    }
    return violations;
  }

  String featureSet() {
    return featureSet;
  }

  List<OfEvents> ofEvents() {
    return ofEvents;
  }

  /** Fingerprint of all that shapes what is remembered; bytes of another one are not read. */
  long layout() {
    return layout;
  }
}
