package dev.reeve.control.backfill;

import dev.reeve.control.stream.TopicTail;
import dev.reeve.schema.feature.FeatureRecords;
import dev.reeve.schema.wire.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.avro.Schema.Field;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;

/** The vectors that region grid published of a feature set, each partition in its order. */
final class PublishedRows implements RowSource {

  private static final int WIRE_HEADER = 5;

  private final String bootstrap;
  private final String topic;
  private final GenericDatumReader<GenericRecord> reader;

  /**
   * @param prefix of the run's topics
   */
  PublishedRows(String bootstrap, String prefix, FeatureRecords records) {
    this.bootstrap = bootstrap;
    this.topic = new Topics(prefix, "grid").features(records.set().name(), records.set().version());
    this.reader = new GenericDatumReader<>(records.schema());
  }

  @Override
  public void read(RowSource.Taker to) {
    TopicTail.drain(
        bootstrap,
        topic,
        message -> {
          GenericRecord record = record(message.value());
          to.take(record.get("entity").toString(), row(record));
        });
  }

  private GenericRecord record(byte[] bytes) {
    try {
      return reader.read(
          null,
          DecoderFactory.get().binaryDecoder(bytes, WIRE_HEADER, bytes.length - WIRE_HEADER, null));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> row(GenericRecord record) {
    List<String> row = new ArrayList<>();
    for (Field field : record.getSchema().getFields()) {
      Object value = record.get(field.pos());
      row.add(
          value instanceof Collection<?> names
              ? String.join(";", names.stream().map(String::valueOf).toList())
              : TrainingRows.text(value));
    }
    return row;
  }
}
