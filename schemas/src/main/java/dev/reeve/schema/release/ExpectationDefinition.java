package dev.reeve.schema.release;

import java.util.List;

/**
 * What a feature set expects of the events that it takes in, or of its own features. Exactly one of
 * measure, attribute and feature is given (none for silence alone), and exactly one rule.
 *
 * @param name name, unique in its set
 * @param description why it is expected
 * @param measure measure that it is about
 * @param attribute attribute that it is about
 * @param feature feature that it is about
 * @param min rule: least value allowed, together with {@code max} or alone
 * @param max rule: greatest value allowed
 * @param categories rule: the values allowed of an attribute
 * @param increasing rule: each value of a counter is at least the one before
 * @param mostMissing rule: greatest share of events without the measure or attribute, 0 to 1, over
 *     {@code window}
 * @param maxSilence rule: longest event time between two events of an entity, as {@link Span} text
 * @param window what {@code mostMissing} ranges over
 * @param onViolation reject: the set does not take the event in, a rejected record says so; flag:
 *     vectors and decisions name the expectation; count: it is only counted. Default count. Of a
 *     feature and of silence: flag or count
 */
public record ExpectationDefinition(
    String name,
    String description,
    String measure,
    String attribute,
    String feature,
    Double min,
    Double max,
    List<String> categories,
    Boolean increasing,
    Double mostMissing,
    String maxSilence,
    WindowDefinition window,
    String onViolation) {

  public ExpectationDefinition {
    description = Absent.asEmpty(description);
    measure = Absent.asEmpty(measure);
    attribute = Absent.asEmpty(attribute);
    feature = Absent.asEmpty(feature);
    categories = Absent.asEmpty(categories);
    increasing = increasing != null && increasing;
    onViolation = onViolation == null ? "count" : onViolation;
  }
}
