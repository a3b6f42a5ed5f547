package dev.reeve.control.audit;

import dev.reeve.schema.Decision;
import dev.reeve.schema.ObservedPart;
import dev.reeve.schema.wire.WireFormat;

/** The part of a decision that has to come out the same, byte for byte, in every run. */
final class RepeatablePart {

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private RepeatablePart() {}

  /** 64 bits of FNV-1a over the bytes of everything but what was observed. */
  static long hash(Decision decision) {
    ObservedPart observed = decision.getObserved();
    decision.setObserved(new ObservedPart("", 0, 0L, 0L, 0L, 0L, "", 0L, ""));
    byte[] bytes = WireFormat.encode(0, decision);
    decision.setObserved(observed);
    long hash = FNV_OFFSET;
    for (byte b : bytes) {
      hash = (hash ^ (b & 0xff)) * FNV_PRIME;
    }
    return hash;
  }
}
