package dev.reeve.control.replay;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/**
 * The column that holds the event time, and how it is written.
 *
 * @param column name of the column
 * @param format {@code epoch_ms}, {@code epoch_s}, {@code iso} or a pattern of {@link
 *     DateTimeFormatter}
 * @param zone zone of times that name none
 */
public record TimeColumn(String column, String format, ZoneId zone) {

  /** What a format may be, for messages. */
  static final String FORMATS = "epoch_ms, epoch_s, iso or a pattern such as yyyy-MM-dd HH:mm:ss";

  /**
   * A parser of the column's cells.
   *
   * @throws IllegalArgumentException if the format is none
   */
  Parser parser() {
    return switch (format) {
      case "epoch_ms" -> cell -> Long.parseLong(cell.trim());
      case "epoch_s" -> cell -> Math.multiplyExact(Long.parseLong(cell.trim()), 1_000L);
      case "iso" -> cell -> millis(DateTimeFormatter.ISO_DATE_TIME, cell);
      default -> {
        DateTimeFormatter formatter = DateTimeFormatter.ofPattern(format, Locale.ROOT);
        yield cell -> millis(formatter, cell);
      }
    };
  }

  private long millis(DateTimeFormatter formatter, String cell) {
    TemporalAccessor time =
        formatter.parseBest(cell.trim(), ZonedDateTime::from, LocalDateTime::from);
    Instant instant =
        time instanceof ZonedDateTime zoned
            ? zoned.toInstant()
            : ((LocalDateTime) time).atZone(zone).toInstant();
    return instant.toEpochMilli();
  }

  /** Reads a cell. */
  @FunctionalInterface
  interface Parser {

    /**
     * Event-time milliseconds of the cell.
     *
     * @throws DateTimeException if it is no time of the format
     * @throws ArithmeticException if it is outside the range of milliseconds
     * @throws NumberFormatException if it is no number where one is needed
     */
    long millis(String cell);
  }
}
