package dev.reeve.jobs.files;

import dev.reeve.schema.RegionEvent;
import dev.reeve.schema.SourceRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificData;

/**
 * An Avro object container of records that a region event can be read from; {@code known_at}, a
 * long, may stand beside its fields. A block that cannot be read comes out as one malformed record,
 * and reading goes on behind it.
 */
final class AvroEventFile implements EventFile {

  private static final String KNOWN_AT = "known_at";
  private static final long UNSAID = Long.MIN_VALUE;
  private static final Schema TIMED = timed();

  private final String path;
  private final DataFileReader<GenericRecord> reader;
  private long number;

  AvroEventFile(Path file, String path) throws IOException {
    this.path = path;
    this.reader = new DataFileReader<>(file.toFile(), new GenericDatumReader<>(null, TIMED));
  }

  @Override
  public SourceRecord next() throws IOException {
    try {
      if (!reader.hasNext()) {
        return null;
      }
      return EventFile.record(path, number, event(reader.next()));
    } catch (AvroRuntimeException e) {
      // The block that failed begins at the last mark; the next mark is its end.
      reader.sync(reader.previousSync());
      return EventFile.malformed(path, number, new byte[0]);
    } finally {
      number++;
    }
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  private static TimedEvent event(GenericRecord record) {
    Schema events = RegionEvent.getClassSchema();
    GenericRecord plain = new GenericData.Record(events);
    for (Field field : events.getFields()) {
      plain.put(field.pos(), record.get(field.name()));
    }
    RegionEvent event = (RegionEvent) SpecificData.get().deepCopy(events, plain);
    long knownAt = (Long) record.get(KNOWN_AT);
    return new TimedEvent(event, knownAt == UNSAID ? event.getEventTime() : knownAt);
  }

  private static Schema timed() {
    Schema events = RegionEvent.getClassSchema();
    List<Field> fields = new ArrayList<>();
    for (Field field : events.getFields()) {
      fields.add(new Field(field, field.schema()));
    }
    fields.add(new Field(KNOWN_AT, Schema.create(Schema.Type.LONG), "", UNSAID));
    return Schema.createRecord(
        events.getName(), events.getDoc(), events.getNamespace(), false, fields);
  }
}
