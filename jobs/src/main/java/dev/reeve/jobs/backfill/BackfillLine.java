package dev.reeve.jobs.backfill;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reeve.jobs.files.JsonEvent;
import dev.reeve.schema.Account;
import dev.reeve.schema.Count;
import dev.reeve.schema.Envelope;
import dev.reeve.schema.RejectedRecord;
import dev.reeve.schema.wire.SchemaIds;
import dev.reeve.schema.wire.Topics;
import dev.reeve.schema.wire.WireDecoder;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Turns what the functions of a region job would write to topics into lines of files: rejected
 * records and accounts, in JSON. Acknowledgements and published features stay behind.
 *
 * @param topics names that the functions give their topics
 * @param fromFiles whether bytes that are no event were JSON, so that the detail can say what is
 *     wrong with them
 */
final class BackfillLine {

  /** Nothing is looked up by an id: writer and reader are one build. */
  static final SchemaIds IDS = schema -> 0;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Topics topics;
  private final boolean fromFiles;
  private final WireDecoder<RejectedRecord> rejected =
      new WireDecoder<>(RejectedRecord.class, id -> Optional.of(RejectedRecord.getClassSchema()));
  private final WireDecoder<Account> accounts =
      new WireDecoder<>(Account.class, id -> Optional.of(Account.getClassSchema()));

  BackfillLine(Topics topics, boolean fromFiles) {
    this.topics = topics;
    this.fromFiles = fromFiles;
  }

  /** The line of an envelope, under the kind of its file; empty for one that stays behind. */
  Optional<Envelope> of(Envelope envelope) {
    if (envelope.getTopic().equals(topics.rejected())) {
      RejectedRecord record = rejected.decode(envelope.getValue()).record();
      String position =
          String.join(
              "\t",
              record.getTopic().replaceAll("[\\t\\r\\n]", " "),
              Integer.toString(record.getPartition()),
              Long.toString(record.getOffset()));
      return Optional.of(line(OutputFolder.REJECTED, position + "\t" + json(fields(record))));
    }
    if (envelope.getTopic().equals(topics.accounts())) {
      Account account = accounts.decode(envelope.getValue()).record();
      return Optional.of(line(OutputFolder.ACCOUNTS, json(fields(account))));
    }
    return Optional.empty();
  }

  /** A line of a kind of files. */
  static Envelope line(String kind, String text) {
    return new Envelope(
        kind, ByteBuffer.allocate(0), ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  private Map<String, Object> fields(RejectedRecord record) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("stage", record.getStage());
    fields.put("reason", record.getReason());
    fields.put("detail", detail(record));
    fields.put("topic", record.getTopic());
    fields.put("partition", record.getPartition());
    fields.put("offset", record.getOffset());
    fields.put("timestamp", record.getTimestamp());
    fields.put("event_id", record.getEventId());
    fields.put("entity_type", record.getEntityType());
    fields.put("entity", record.getEntity());
    fields.put("event_time", record.getEventTime());
    fields.put("feature_set", record.getFeatureSet());
    fields.put("expectation", record.getExpectation());
    fields.put("key_base64", base64(record.getKey()));
    fields.put("value_base64", base64(record.getValue()));
    return fields;
  }

  private String detail(RejectedRecord record) {
    if (!fromFiles || !record.getReason().equals("UNDECODABLE") || record.getValue() == null) {
      return record.getDetail();
    }
    return JsonEvent.problem(bytes(record.getValue())).orElse(record.getDetail());
  }

  private static Map<String, Object> fields(Account account) {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (Count count : account.getCounts()) {
      counts.put(count.getName(), count.getValue());
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("operator", account.getOperator());
    fields.put("counts", counts);
    return fields;
  }

  private static String base64(ByteBuffer buffer) {
    return buffer == null ? null : Base64.getEncoder().encodeToString(bytes(buffer));
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  private static String json(Map<String, Object> fields) {
    try {
      return JSON.writeValueAsString(fields);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
