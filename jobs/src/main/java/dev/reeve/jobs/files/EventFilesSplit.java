package dev.reeve.jobs.files;

import dev.reeve.schema.SourceRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.source.lib.util.IteratorSourceSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * What is left to read of a folder.
 *
 * @param folder folder
 * @param paths its files, in the order in which they are read
 * @param done records that were read
 */
record EventFilesSplit(String folder, List<String> paths, long done)
    implements IteratorSourceSplit<SourceRecord, EventFilesReader> {

  private static final int VERSION = 1;

  @Override
  public String splitId() {
    return folder;
  }

  @Override
  public EventFilesReader getIterator() {
    return new EventFilesReader(folder, paths, done);
  }

  @Override
  public EventFilesSplit getUpdatedSplitForIterator(EventFilesReader reader) {
    return new EventFilesSplit(folder, paths, reader.done());
  }

  /** Version 1: folder, number of files, their paths, records done. */
  static final class Bytes implements SimpleVersionedSerializer<EventFilesSplit> {

    @Override
    public int getVersion() {
      return VERSION;
    }

    @Override
    public byte[] serialize(EventFilesSplit split) throws IOException {
      DataOutputSerializer out = new DataOutputSerializer(256);
      out.writeUTF(split.folder);
      out.writeInt(split.paths.size());
      for (String path : split.paths) {
        out.writeUTF(path);
      }
      out.writeLong(split.done);
      return out.getCopyOfBuffer();
    }

    @Override
    public EventFilesSplit deserialize(int version, byte[] bytes) throws IOException {
      DataInputDeserializer in = new DataInputDeserializer(bytes);
      String folder = in.readUTF();
      int count = in.readInt();
      List<String> paths = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        paths.add(in.readUTF());
      }
      return new EventFilesSplit(folder, paths, in.readLong());
    }
  }

  /** The splits that no reader has: their number, then length and bytes of each. */
  static final class CollectionBytes
      implements SimpleVersionedSerializer<Collection<EventFilesSplit>> {

    private final Bytes each = new Bytes();

    @Override
    public int getVersion() {
      return VERSION;
    }

    @Override
    public byte[] serialize(Collection<EventFilesSplit> splits) throws IOException {
      DataOutputSerializer out = new DataOutputSerializer(256);
      out.writeInt(splits.size());
      for (EventFilesSplit split : splits) {
        byte[] bytes = each.serialize(split);
        out.writeInt(bytes.length);
        out.write(bytes);
      }
      return out.getCopyOfBuffer();
    }

    @Override
    public Collection<EventFilesSplit> deserialize(int version, byte[] bytes) throws IOException {
      DataInputDeserializer in = new DataInputDeserializer(bytes);
      int count = in.readInt();
      List<EventFilesSplit> splits = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        byte[] split = new byte[in.readInt()];
        in.readFully(split);
        splits.add(each.deserialize(version, split));
      }
      return splits;
    }
  }
}
