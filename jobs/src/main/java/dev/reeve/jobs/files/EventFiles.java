package dev.reeve.jobs.files;

import dev.reeve.schema.RegionEvent;
import dev.reeve.schema.SourceRecord;
import dev.reeve.schema.wire.WriterSchemas;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.lib.util.IteratorSourceEnumerator;
import org.apache.flink.api.connector.source.lib.util.IteratorSourceReader;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * The events of a folder, all of it one split: files in the order of their paths, each from its
 * first event to its last, so that the order of an entity's events is the same in every run. Events
 * come out in the wire format under the schema id {@link #SCHEMA_ID}, what is none as its raw
 * bytes. Topic is the file's path below the folder, offset the number of the line or record from 0.
 */
public final class EventFiles
    implements Source<SourceRecord, EventFilesSplit, Collection<EventFilesSplit>> {

  /** Stands for the schema of region events that this build knows. */
  public static final int SCHEMA_ID = 0;

  private static final long serialVersionUID = 1L;
  private static final int DEEPEST = 10;

  private final String folder;
  private final List<String> paths;

  private EventFiles(String folder, List<String> paths) {
    this.folder = folder;
    this.paths = paths;
  }

  /**
   * Lists the files of a folder.
   *
   * @throws UncheckedIOException if it cannot be read
   */
  public static EventFiles in(Path folder) {
    return new EventFiles(folder.toString(), paths(folder));
  }

  /** Paths of the event files below a folder, with {@code /}, in order. */
  public static List<String> paths(Path folder) {
    try (Stream<Path> walk = Files.walk(folder, DEEPEST)) {
      return walk.filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString().replace('\\', '/'))
          .filter(path -> path.endsWith(EventFile.LINES) || path.endsWith(EventFile.AVRO))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the folder " + folder + " cannot be read", e);
    }
  }

  /** What keeps a file from being read at all, if anything. */
  public static Optional<String> problem(Path folder, String path) {
    try (EventFile file = EventFile.open(folder.resolve(path), path)) {
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(folder.resolve(path) + ": cannot be read (" + e.getMessage() + ")");
    }
  }

  /** The schemas that the records of all files are written with. */
  public static WriterSchemas schemas() {
    return id -> id == SCHEMA_ID ? Optional.of(RegionEvent.getClassSchema()) : Optional.empty();
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.BOUNDED;
  }

  @Override
  public SplitEnumerator<EventFilesSplit, Collection<EventFilesSplit>> createEnumerator(
      SplitEnumeratorContext<EventFilesSplit> context) {
    return new IteratorSourceEnumerator<>(context, List.of(new EventFilesSplit(folder, paths, 0)));
  }

  @Override
  public SplitEnumerator<EventFilesSplit, Collection<EventFilesSplit>> restoreEnumerator(
      SplitEnumeratorContext<EventFilesSplit> context, Collection<EventFilesSplit> unassigned) {
    return new IteratorSourceEnumerator<>(context, unassigned);
  }

  @Override
  public SourceReader<SourceRecord, EventFilesSplit> createReader(SourceReaderContext context) {
    return new IteratorSourceReader<>(context);
  }

  @Override
  public SimpleVersionedSerializer<EventFilesSplit> getSplitSerializer() {
    return new EventFilesSplit.Bytes();
  }

  @Override
  public SimpleVersionedSerializer<Collection<EventFilesSplit>>
      getEnumeratorCheckpointSerializer() {
    return new EventFilesSplit.CollectionBytes();
  }
}
