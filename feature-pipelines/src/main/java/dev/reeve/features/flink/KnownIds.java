package dev.reeve.features.flink;

import dev.reeve.features.event.IdFingerprints;
import org.apache.flink.api.common.state.MapState;

/**
 * Which event ids of a held entity are certainly not in the state: a search for what is not there
 * costs most. Known from the start of an entity that is new, otherwise after a look through its
 * ids, which may cost about as much as the searches that went before.
 */
final class KnownIds {

  /** Ids that are looked through in the time of a search. */
  private static final int IDS_PER_SEARCH = 4;

  private static final int SEARCHES_BEFORE_LOOK = 8;

  private final int mostIds;
  private IdFingerprints fingerprints;
  private int searches;
  private int nextLook = SEARCHES_BEFORE_LOOK;

  /**
   * @param mostIds fingerprints that may be kept
   * @param isNew whether the state holds no ids of the entity
   */
  KnownIds(int mostIds, boolean isNew) {
    this.mostIds = mostIds;
    fingerprints = isNew && mostIds > 0 ? new IdFingerprints() : null;
  }

  /** Whether it is certain that the state, of the current key, does not hold an id. */
  boolean lack(String id, MapState<String, Long> state) throws Exception {
    if (fingerprints == null && mostIds > 0 && ++searches == nextLook) {
      look(state);
    }
    return fingerprints != null && !fingerprints.mayContain(id);
  }

  /** An id was put into the state. */
  void add(String id) {
    if (fingerprints != null) {
      fingerprints.add(id);
      takeOver(fingerprints);
    }
  }

  /** Takes over the fingerprints of all ids that the state holds now. */
  void takeOver(IdFingerprints all) {
    fingerprints = all.size() <= mostIds ? all : null;
  }

  /** Estimated bytes on the heap. */
  int heapBytes() {
    return 40 + (fingerprints == null ? 0 : fingerprints.heapBytes());
  }

  /** Takes the ids of the state, or gives up until twice as many searches went before. */
  private void look(MapState<String, Long> state) throws Exception {
    nextLook = Math.multiplyExact(2, nextLook);
    long most = Math.min(mostIds, (long) IDS_PER_SEARCH * searches);
    IdFingerprints found = new IdFingerprints();
    for (String id : state.keys()) {
      found.add(id);
      if (found.size() > most) {
        return;
      }
    }
    takeOver(found);
  }
}
