package dev.reeve.jobs.files;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.reeve.schema.RegionEvent;
import dev.reeve.schema.wire.RecordSize;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** An event in JSON: the fields of a region event under their names, and {@code known_at}. */
public final class JsonEvent {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .build();

  static {
    JSON.getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(4)
                .maxDocumentLength(RecordSize.MOST_INPUT)
                .build());
  }

  private JsonEvent() {}

  private record Fields(
      String eventId,
      String region,
      String entityType,
      String entity,
      Long eventTime,
      Map<String, Double> measures,
      Map<String, String> attributes,
      Map<String, String> labels,
      Long knownAt) {}

  /**
   * Reads an event.
   *
   * @throws IllegalArgumentException if the bytes are none; the message says why
   */
  static TimedEvent read(byte[] line) {
    Fields fields;
    try {
      fields = JSON.readValue(line, Fields.class);
    } catch (IOException e) {
      throw new IllegalArgumentException(firstLine(e.getMessage()), e);
    }
    if (fields == null || fields.eventTime == null) {
      throw new IllegalArgumentException(
          "event_time is missing; needed are milliseconds since 1970");
    }
    RegionEvent event =
        new RegionEvent(
            text(fields.eventId),
            text(fields.region),
            text(fields.entityType),
            text(fields.entity),
            fields.eventTime,
            map(fields.measures, "measures"),
            map(fields.attributes, "attributes"),
            map(fields.labels, "labels"));
    return new TimedEvent(event, fields.knownAt == null ? fields.eventTime : fields.knownAt);
  }

  /** What keeps bytes from being an event, if anything. */
  public static Optional<String> problem(byte[] line) {
    try {
      read(line);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(e.getMessage());
    }
  }

  private static String text(String text) {
    return text == null ? "" : text;
  }

  private static <T> Map<String, T> map(Map<String, T> given, String field) {
    if (given != null && given.containsValue(null)) {
      throw new IllegalArgumentException(field + " holds null; allowed is to leave the name out");
    }
    return given == null ? Map.of() : given;
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("this is no JSON object");
  }
}
