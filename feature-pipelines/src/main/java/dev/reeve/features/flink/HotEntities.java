package dev.reeve.features.flink;

import dev.reeve.features.EntityStates;
import dev.reeve.features.state.EntityHead;
import dev.reeve.features.state.StateCells;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.flink.api.common.state.ValueState;

/**
 * The entities that had events lately, decoded: a write-back cache over Flink's state, bounded by
 * its estimated bytes. What it holds is written when it has to make room, when a timer looks at the
 * entity, and ahead of each checkpoint barrier; what stands in the state after that is the same as
 * without it. The least recently used leave first.
 */
final class HotEntities {

  /** Events of an entity after which its bytes are estimated again. */
  private static final int EVENTS_BETWEEN_ESTIMATES = 32;

  /** Bytes of a fingerprint at most; the ids of one entity may take an eighth of all bytes. */
  private static final int BYTES_PER_ID = 4 * Long.BYTES;

  private static final int MOST_IDS = 1 << 24;

  private final ValueState<byte[]> state;
  private final StateCells cells;
  private final long mostBytes;
  private final int mostIds;
  private final Map<String, Hot> entities = new LinkedHashMap<>(64, 0.75f, true);
  private Consumer<Object> keys;
  private long bytes;

  /** An entity, held or about to be. */
  static final class Hot {
    private final EntityStates states;
    private final KnownIds ids;
    private boolean changed;
    private long bytes;
    private int events;

    private Hot(EntityStates states, KnownIds ids) {
      this.states = states;
      this.ids = ids;
    }

    EntityStates states() {
      return states;
    }

    KnownIds ids() {
      return ids;
    }
  }

  /**
   * @param state encoded heads, by the current key
   * @param cells cells of the current key
   * @param mostBytes estimated bytes to hold; 0 holds nothing back
   */
  HotEntities(ValueState<byte[]> state, StateCells cells, long mostBytes) {
    this.state = state;
    this.cells = cells;
    this.mostBytes = mostBytes;
    this.mostIds = (int) Math.min(MOST_IDS, mostBytes / BYTES_PER_ID / 8);
  }

  /** Holds entities from now on; without keys each change is written at once. */
  void selectKeysBy(Consumer<Object> keys) {
    this.keys = keys;
  }

  /**
   * The entity of the current key: held, read, or new as of its first event.
   *
   * @param eventTime event-time milliseconds of an event of it
   */
  Hot get(String key, long eventTime) throws IOException {
    Hot hot = entities.get(key);
    if (hot != null) {
      return hot;
    }
    byte[] head = state.value();
    return new Hot(
        new EntityStates(
            head == null ? new EntityHead(eventTime) : EntityHead.of(head), cells, key),
        new KnownIds(mostIds, head == null));
  }

  /** Takes note that the entity of the current key has changed. */
  void changed(String key, Hot hot) throws IOException {
    if (keys == null || mostBytes == 0) {
      write(hot.states);
      return;
    }
    entities.put(key, hot);
    hot.changed = true;
    if (hot.events++ % EVENTS_BETWEEN_ESTIMATES == 0) {
      bytes -= hot.bytes;
      hot.bytes = hot.states.heapBytes() + hot.ids.heapBytes();
      bytes += hot.bytes;
      makeRoom(key);
    }
  }

  /** The entity of the current key, if it is held; the state is up to date afterwards. */
  Optional<Hot> written(String key) throws IOException {
    Hot hot = entities.get(key);
    if (hot != null && hot.changed) {
      write(hot.states);
      hot.changed = false;
    }
    return Optional.ofNullable(hot);
  }

  /** Lets go of an entity, whatever of it was not written. */
  void drop(String key) {
    Hot hot = entities.remove(key);
    if (hot != null) {
      bytes -= hot.bytes;
    }
  }

  /** Writes all that changed; the current key is another one afterwards. */
  void writeBack() throws IOException {
    for (Map.Entry<String, Hot> entry : entities.entrySet()) {
      if (entry.getValue().changed) {
        keys.accept(entry.getKey());
        write(entry.getValue().states);
        entry.getValue().changed = false;
      }
    }
  }

  /** Number of entities that are held. */
  int size() {
    return entities.size();
  }

  private void makeRoom(String current) throws IOException {
    if (bytes <= mostBytes) {
      return;
    }
    Iterator<Map.Entry<String, Hot>> eldest = entities.entrySet().iterator();
    while (bytes > mostBytes && eldest.hasNext()) {
      Map.Entry<String, Hot> entry = eldest.next();
      if (entry.getValue().changed) {
        keys.accept(entry.getKey());
        write(entry.getValue().states);
      }
      bytes -= entry.getValue().bytes;
      eldest.remove();
    }
    keys.accept(current);
  }

  private void write(EntityStates states) throws IOException {
    states.write();
    state.update(states.head().toBytes());
  }
}
