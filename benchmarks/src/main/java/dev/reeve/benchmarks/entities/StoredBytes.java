package dev.reeve.benchmarks.entities;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.DBOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/** Reads a RocksDB folder of Flink's from outside and adds up what is in it. */
final class StoredBytes {

  /** Letters of a key before the entity's own name: the type and a slash. */
  private static final int BEFORE_NAME = "host/".length();

  /**
   * Bytes of one state of one kind of entity.
   *
   * @param entries keys in RocksDB
   * @param keyBytes bytes of the keys, Flink's prefix included
   * @param valueBytes bytes of the values
   */
  record Sum(long entries, long keyBytes, long valueBytes) {
    Sum plus(int key, int value) {
      return new Sum(entries + 1, keyBytes + key, valueBytes + value);
    }

    long bytes() {
      return keyBytes + valueBytes;
    }
  }

  private static final int ATTEMPTS = 60;

  private StoredBytes() {}

  /** The RocksDB folder below a folder that holds records of a state of this name. */
  static Path database(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> found =
          files
              .filter(f -> f.getFileName().toString().equals("CURRENT"))
              .map(Path::getParent)
              .toList();
      if (found.size() != 1) {
        throw new IllegalStateException("expected one database in " + folder + ", found " + found);
      }
      return found.get(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Adds up live records of a database that may still be compacting.
   *
   * @return by first letter of the entity's name and name of the state
   */
  static Map<Character, Map<String, Sum>> of(Path database) throws InterruptedException {
    RocksDB.loadLibrary();
    for (int attempt = 1; ; attempt++) {
      try {
        return read(database);
      } catch (RocksDBException e) {
        // A compaction that ended while this was opening took files away; it comes to rest.
        if (attempt == ATTEMPTS) {
          throw new IllegalStateException("cannot read " + database + ": " + e.getMessage(), e);
        }
        TimeUnit.SECONDS.sleep(1);
      }
    }
  }

  private static Map<Character, Map<String, Sum>> read(Path database) throws RocksDBException {
    Map<Character, Map<String, Sum>> sums = new TreeMap<>();
    List<ColumnFamilyHandle> handles = new ArrayList<>();
    try (Options options = new Options();
        DBOptions dbOptions = new DBOptions()) {
      List<ColumnFamilyDescriptor> families =
          RocksDB.listColumnFamilies(options, database.toString()).stream()
              .map(ColumnFamilyDescriptor::new)
              .toList();
      try (RocksDB db = RocksDB.openReadOnly(dbOptions, database.toString(), families, handles)) {
        for (int i = 0; i < handles.size(); i++) {
          String name = new String(families.get(i).getName(), StandardCharsets.UTF_8);
          add(db, handles.get(i), name, sums);
        }
        handles.forEach(ColumnFamilyHandle::close);
      }
    }
    return sums;
  }

  /** Bytes of all files below a folder whose names end so. */
  static long ofFiles(Path folder, String suffix) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(f -> f.getFileName().toString().endsWith(suffix))
          .mapToLong(f -> f.toFile().length())
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void add(
      RocksDB db, ColumnFamilyHandle handle, String state, Map<Character, Map<String, Sum>> sums)
      throws RocksDBException {
    try (RocksIterator entries = db.newIterator(handle)) {
      for (entries.seekToFirst(); entries.isValid(); entries.next()) {
        byte[] key = entries.key();
        char kind = kind(key);
        Map<String, Sum> ofKind = sums.computeIfAbsent(kind, k -> new TreeMap<>());
        Sum before = ofKind.getOrDefault(state, new Sum(0, 0, 0));
        ofKind.put(state, before.plus(key.length, entries.value().length));
      }
      entries.status();
    }
  }

  /** Timers carry their time between the key group and the key. */
  private static char kind(byte[] key) {
    String text = new String(key, StandardCharsets.ISO_8859_1);
    int start = text.indexOf("host/");
    return start < 0 ? '?' : text.charAt(start + BEFORE_NAME);
  }
}
