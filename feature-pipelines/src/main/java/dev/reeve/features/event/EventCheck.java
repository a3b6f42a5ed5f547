package dev.reeve.features.event;

import dev.reeve.schema.RegionEvent;
import dev.reeve.schema.SourceRecord;
import dev.reeve.schema.identity.TypedEntity;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Judges a decoded event before it is keyed, by nothing but its content and what Kafka recorded.
 * Times before 1970 are legal.
 */
public final class EventCheck {

  private static final int SHOWN = 100;

  private final EventRules rules;

  public EventCheck(EventRules rules) {
    this.rules = rules;
  }

  /** Finds the first reason to refuse the event, in the order of {@link Reason}. */
  public Optional<Rejection> refuse(RegionEvent event, SourceRecord source) {
    return missing("event_id", event.getEventId())
        .or(() -> missing("region", event.getRegion()))
        .or(() -> missing("entity_type", event.getEntityType()))
        .or(() -> missing("entity", event.getEntity()))
        .or(() -> notANumber(event))
        .or(() -> wrongRegion(event))
        .or(() -> unknownType(event, source))
        .or(() -> tooFarAhead(event, source));
  }

  private static Optional<Rejection> missing(String field, String value) {
    return value.isEmpty()
        ? reject(Reason.MISSING_FIELD, field + " is empty; allowed is any other text")
        : Optional.empty();
  }

  private static Optional<Rejection> notANumber(RegionEvent event) {
    for (Map.Entry<String, Double> measure : new TreeMap<>(event.getMeasures()).entrySet()) {
      if (!Double.isFinite(measure.getValue())) {
        return reject(
            Reason.NOT_A_NUMBER,
            "measures."
                + shown(measure.getKey())
                + " is "
                + measure.getValue()
                + "; allowed are finite numbers");
      }
    }
    return Optional.empty();
  }

  private Optional<Rejection> wrongRegion(RegionEvent event) {
    return event.getRegion().equals(rules.region())
        ? Optional.empty()
        : reject(
            Reason.WRONG_REGION,
            "region is '" + shown(event.getRegion()) + "'; allowed is '" + rules.region() + "'");
  }

  private Optional<Rejection> unknownType(RegionEvent event, SourceRecord source) {
    if (rules.entityTypes().isEmpty()) {
      return TypedEntity.isType(event.getEntityType())
          ? Optional.empty()
          : reject(
              Reason.UNKNOWN_ENTITY_TYPE,
              "entity_type is '"
                  + shown(event.getEntityType())
                  + "'; allowed are a lower-case letter, then letters, digits, '_' and '-'");
    }
    String allowed = rules.entityTypes().get(source.getTopic());
    return event.getEntityType().equals(allowed)
        ? Optional.empty()
        : reject(
            Reason.UNKNOWN_ENTITY_TYPE,
            "entity_type is '"
                + shown(event.getEntityType())
                + "'; allowed on topic "
                + source.getTopic()
                + (allowed == null ? " is none" : " is '" + allowed + "'"));
  }

  private Optional<Rejection> tooFarAhead(RegionEvent event, SourceRecord source) {
    long ahead = rules.maxAheadMillis();
    long limit =
        source.getTimestamp() > Long.MAX_VALUE - ahead
            ? Long.MAX_VALUE
            : source.getTimestamp() + ahead;
    return event.getEventTime() <= limit
        ? Optional.empty()
        : reject(
            Reason.TOO_FAR_AHEAD,
            "event_time is "
                + event.getEventTime()
                + "; allowed is up to "
                + limit
                + ", the record's timestamp and "
                + ahead
                + " ms");
  }

  private static String shown(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
  }

  private static Optional<Rejection> reject(Reason reason, String detail) {
    return Optional.of(new Rejection(reason, detail));
  }
}
