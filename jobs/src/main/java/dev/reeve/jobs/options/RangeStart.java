package dev.reeve.jobs.options;

import java.io.Serializable;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where the range of topics begins: with the first records, with those of a timestamp, or at given
 * offsets.
 *
 * @param timestamp Kafka timestamp in milliseconds, empty for none
 * @param offsets offset by {@code topic:partition}; empty for none. Partitions that are not named
 *     are read from their first record
 */
public record RangeStart(OptionalLong timestamp, Map<String, Long> offsets)
    implements Serializable {

  static final String FORM =
      "earliest, "
          + Moment.FORM
          + ", or offsets as topic:partition=offset, several parted by commas";

  /** From the first record of each partition. */
  public static final RangeStart EARLIEST = new RangeStart(OptionalLong.empty(), Map.of());

  private static final String EARLIEST_TEXT = "earliest";
  private static final Pattern OFFSET =
      Pattern.compile("([A-Za-z0-9._-]{1,249}:\\d{1,9})=(\\d{1,18})");

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException if it is none of the three
   */
  static RangeStart of(String text) {
    if (text.equals(EARLIEST_TEXT)) {
      return EARLIEST;
    }
    if (text.indexOf('=') < 0) {
      return new RangeStart(OptionalLong.of(Moment.millis(text)), Map.of());
    }
    Map<String, Long> offsets = new TreeMap<>();
    for (String each : text.split(",", -1)) {
      Matcher matcher = OFFSET.matcher(each.strip());
      if (!matcher.matches()) {
        throw new IllegalArgumentException("'" + each.strip() + "' is not");
      }
      if (offsets.put(matcher.group(1), Long.valueOf(matcher.group(2))) != null) {
        throw new IllegalArgumentException(matcher.group(1) + " stands twice");
      }
    }
    return new RangeStart(OptionalLong.empty(), offsets);
  }

  /** As in options. */
  String text() {
    if (timestamp.isPresent()) {
      return Long.toString(timestamp.getAsLong());
    }
    return offsets.isEmpty()
        ? EARLIEST_TEXT
        : offsets.entrySet().stream()
            .map(offset -> offset.getKey() + "=" + offset.getValue())
            .collect(Collectors.joining(","));
  }
}
