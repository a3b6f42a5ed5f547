package dev.reeve.features.aggregate;

import dev.reeve.features.state.StateOutput;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.apache.datasketches.hash.MurmurHash3;

/**
 * Exact counts of at most 64 different texts. Beyond, those with the least hashes stay and it is
 * not complete; since that choice knows neither counts nor times, it is the same in any order of
 * adding and merging, and the counts of those that stay are exact. A text counts by its first 64
 * characters, and a longer one makes it not complete as well.
 */
public final class Categories implements Partial {

  /** Most different texts. */
  public static final int MOST = 64;

  /** Characters, UTF-16 units, of a text that count. */
  public static final int LONGEST = 64;

  private static final int BYTES_OF_CHARACTER = 3;

  static final int LARGEST_BYTES =
      1 + 8 + 9 + 1 + 2 + MOST * (4 + BYTES_OF_CHARACTER * LONGEST + 9);

  private static final int VERSION = 1;
  private static final long SEED = 9_001;

  private final TreeMap<Key, Long> counts = new TreeMap<>();
  private long count;
  private long lastTime = Long.MIN_VALUE;
  private boolean complete = true;

  private record Key(long hash, String text) implements Comparable<Key> {

    private static final Comparator<Key> ORDER =
        Comparator.comparingLong(Key::hash).thenComparing(Key::text);

    static Key of(String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return new Key(bytes.length == 0 ? 0 : MurmurHash3.hash(bytes, SEED)[0], text);
    }

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  @Override
  public void add(long time, double value) {
    throw new IllegalArgumentException("numbers are no categories");
  }

  @Override
  public void addText(long time, String text) {
    if (text.length() > LONGEST) {
      complete = false;
      boolean halved = Character.isHighSurrogate(text.charAt(LONGEST - 1));
      add(Key.of(text.substring(0, halved ? LONGEST - 1 : LONGEST)), 1);
    } else {
      add(Key.of(text), 1);
    }
    counted(1, time);
  }

  private void add(Key key, long added) {
    counts.merge(key, added, Long::sum);
    if (counts.size() > MOST) {
      counts.pollLastEntry();
      complete = false;
    }
  }

  private void counted(long added, long time) {
    count += added;
    lastTime = Math.max(lastTime, time);
  }

  @Override
  public void merge(Partial group) {
    Categories later = (Categories) group;
    later.counts.forEach(this::add);
    complete &= later.complete;
    counted(later.count, later.lastTime);
  }

  @Override
  public Categories and(Partial later) {
    Categories both = new Categories();
    both.merge(this);
    both.merge(later);
    return both;
  }

  /** The most frequent text, of equally frequent ones the first in text order; null without any. */
  public String top() {
    String top = null;
    long most = 0;
    for (Map.Entry<Key, Long> entry : counts.entrySet()) {
      String text = entry.getKey().text();
      long times = entry.getValue();
      if (times > most || times == most && text.compareTo(top) < 0) {
        top = text;
        most = times;
      }
    }
    return top;
  }

  @Override
  public long count() {
    return count;
  }

  @Override
  public long lastTime() {
    return lastTime;
  }

  @Override
  public boolean isComplete() {
    return complete;
  }

  @Override
  public int heapBytes() {
    int bytes = 96;
    for (Key key : counts.keySet()) {
      bytes += 160 + 2 * key.text().length();
    }
    return bytes;
  }

  @Override
  public void write(StateOutput out) {
    out.putByte(VERSION).putLong(lastTime).putCount(count).putByte(complete ? 1 : 0);
    out.putCount(counts.size());
    counts.forEach((key, times) -> out.putText(key.text()).putCount(times));
  }

  /** Reads what {@link #write} appended. */
  public static Categories read(ByteBuffer in) {
    StateOutput.version(in, VERSION, "top_category");
    Categories categories = new Categories();
    categories.lastTime = in.getLong();
    categories.count = StateOutput.count(in);
    categories.complete = in.get() == 1;
    long size = StateOutput.count(in);
    for (long i = 0; i < size; i++) {
      String text = StateOutput.text(in);
      categories.counts.put(Key.of(text), StateOutput.count(in));
    }
    return categories;
  }
}
