package dev.reeve.features.event;

/**
 * Fingerprints of event ids: says of an id that it is not among those added, or that it may be. 64
 * bits of each id in a table with open addressing, at most half full; nothing is ever missed.
 */
public final class IdFingerprints {

  private static final int LEAST_SLOTS = 16;
  private static final long EMPTY = 0;

  private long[] slots = new long[LEAST_SLOTS];
  private int size;

  /** Adds an id. */
  public void add(String id) {
    long fingerprint = fingerprint(id);
    int slot = slot(fingerprint);
    if (slots[slot] != EMPTY) {
      return;
    }
    slots[slot] = fingerprint;
    size++;
    if (2 * size > slots.length) {
      grow();
    }
  }

  /** Whether the id may have been added; false is certain. */
  public boolean mayContain(String id) {
    return slots[slot(fingerprint(id))] != EMPTY;
  }

  /** Number of fingerprints. */
  public int size() {
    return size;
  }

  /** Bytes on the heap. */
  public int heapBytes() {
    return 40 + Long.BYTES * slots.length;
  }

  private void grow() {
    long[] former = slots;
    slots = new long[2 * former.length];
    for (long fingerprint : former) {
      if (fingerprint != EMPTY) {
        slots[slot(fingerprint)] = fingerprint;
      }
    }
  }

  /** Where a fingerprint stands, or the free slot where it would. */
  private int slot(long fingerprint) {
    int mask = slots.length - 1;
    int slot = (int) fingerprint & mask;
    while (slots[slot] != EMPTY && slots[slot] != fingerprint) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  /** FNV-1a over the characters, then the finalizer of SplitMix64; never {@link #EMPTY}. */
  private static long fingerprint(String id) {
    long hash = 0xCBF29CE484222325L;
    for (int i = 0; i < id.length(); i++) {
      hash = (hash ^ id.charAt(i)) * 0x100000001B3L;
    }
    hash = (hash ^ hash >>> 30) * 0xBF58476D1CE4E5B9L;
    hash = (hash ^ hash >>> 27) * 0x94D049BB133111EBL;
    hash ^= hash >>> 31;
    return hash == EMPTY ? 1 : hash;
  }
}
