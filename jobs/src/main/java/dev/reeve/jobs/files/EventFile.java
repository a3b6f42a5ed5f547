package dev.reeve.jobs.files;

import dev.reeve.schema.RegionEvent;
import dev.reeve.schema.SourceRecord;
import dev.reeve.schema.identity.TypedEntity;
import dev.reeve.schema.wire.WireFormat;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A file of events. */
interface EventFile extends Closeable {

  /** Ends the names of files with one JSON object a line. */
  String LINES = ".jsonl";

  /** Ends the names of Avro object containers. */
  String AVRO = ".avro";

  /** The next record, null behind the last. */
  SourceRecord next() throws IOException;

  /**
   * Opens a file.
   *
   * @param path path by which its records are known
   */
  static EventFile open(Path file, String path) throws IOException {
    return path.endsWith(AVRO) ? new AvroEventFile(file, path) : new JsonEventFile(file, path);
  }

  /** An event as a record of a topic that is the file. */
  static SourceRecord record(String path, long number, TimedEvent timed) {
    RegionEvent event = timed.event();
    byte[] key =
        TypedEntity.key(event.getEntityType(), event.getEntity()).getBytes(StandardCharsets.UTF_8);
    return new SourceRecord(
        path,
        0,
        number,
        timed.knownAt(),
        ByteBuffer.wrap(key),
        ByteBuffer.wrap(WireFormat.encode(EventFiles.SCHEMA_ID, event)));
  }

  /** Bytes that are no event. */
  static SourceRecord malformed(String path, long number, byte[] bytes) {
    return new SourceRecord(path, 0, number, 0L, null, ByteBuffer.wrap(bytes));
  }
}
