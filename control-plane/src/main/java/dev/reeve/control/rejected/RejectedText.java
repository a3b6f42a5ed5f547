package dev.reeve.control.rejected;

import dev.reeve.schema.RejectedRecord;
import dev.reeve.schema.wire.WriterSchemas;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How rejected records are shown. */
public final class RejectedText {

  private static final int DETAIL = 70;
  private static final int MOST_BYTES = 4_096;

  private RejectedText() {}

  /** A table with a line for each. */
  public static List<String> table(List<RejectedEntry> entries) {
    List<String[]> rows = new ArrayList<>();
    rows.add(new String[] {"ID", "TIME", "REASON", "ENTITY", "DETAIL"});
    for (RejectedEntry entry : entries) {
      RejectedRecord record = entry.record();
      rows.add(
          new String[] {
            entry.id().toString(),
            Instant.ofEpochMilli(record.getTimestamp()).toString(),
            record.getReason(),
            entry.entity().isEmpty() ? "-" : entry.entity(),
            cut(oneLine(record.getDetail()))
          });
    }
    int[] widths = new int[5];
    rows.forEach(
        row -> {
          for (int i = 0; i < row.length; i++) {
            widths[i] = Math.max(widths[i], row[i].length());
          }
        });
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  /** What a list tells of one, for JSON. */
  public static Map<String, Object> row(RejectedEntry entry) {
    RejectedRecord record = entry.record();
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("id", entry.id().toString());
    row.put("region", record.getRegion());
    row.put("stage", record.getStage());
    row.put("reason", record.getReason());
    row.put("detail", record.getDetail());
    row.put("source", entry.source());
    row.put("time", Instant.ofEpochMilli(record.getTimestamp()).toString());
    row.put("event_id", record.getEventId());
    row.put("entity_type", record.getEntityType());
    row.put("entity", record.getEntity());
    row.put("event_time", record.getEventTime());
    row.put("writer_schema_id", record.getWriterSchemaId());
    row.put("reader_schema_id", record.getReaderSchemaId());
    row.put("feature_set", record.getFeatureSet());
    row.put("expectation", record.getExpectation());
    return row;
  }

  /** All of one, its key and value included. */
  public static Map<String, Object> all(RejectedEntry entry, WriterSchemas writers) {
    Map<String, Object> all = row(entry);
    all.put("key", text(entry.record().getKey()));
    all.put("value", value(entry.record().getValue(), writers));
    return all;
  }

  /** A value as its schema has it; text or hexadecimal where that is unknown. */
  static String value(ByteBuffer value, WriterSchemas writers) {
    return value == null
        ? "none"
        : WrittenValue.of(value, writers)
            .map(written -> written.record().toString())
            .orElseGet(() -> text(value));
  }

  private static String text(ByteBuffer buffer) {
    if (buffer == null) {
      return "none";
    }
    ByteBuffer bytes = buffer.duplicate();
    boolean whole = bytes.remaining() <= MOST_BYTES;
    String rest = whole ? "" : " … of " + bytes.remaining() + " bytes";
    bytes.limit(bytes.position() + Math.min(bytes.remaining(), MOST_BYTES));
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(bytes.duplicate()).toString();
      if (text.chars().noneMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t')) {
        return text + rest;
      }
    } catch (CharacterCodingException e) {
      // No text: shown as bytes.
    }
    byte[] shown = new byte[bytes.remaining()];
    bytes.get(shown);
    return "hex " + HexFormat.of().formatHex(shown) + rest;
  }

  private static String line(String[] row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.length - 1; i++) {
      line.append(row[i]).append(" ".repeat(widths[i] - row[i].length() + 2));
    }
    return line.append(row[row.length - 1]).toString();
  }

  private static String cut(String text) {
    return text.length() <= DETAIL ? text : text.substring(0, DETAIL - 1) + "…";
  }

  /** Details quote what anybody sent: no line breaks, no control codes for the terminal. */
  private static String oneLine(String text) {
    return text.replaceAll("\\p{Cntrl}", " ");
  }
}
