package dev.reeve.features.expectation;

import dev.reeve.features.expectation.Expectations.OfEvents;
import dev.reeve.features.state.StateOutput;
import dev.reeve.schema.RegionEvent;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** What the expectations of one feature set remember of one entity, and how they judge an event. */
public final class ExpectationState {

  static final int HEADER_BYTES = 1 + Long.BYTES;

  private static final int VERSION = 1;

  private final Expectations expectations;
  private final List<Memory> memories = new ArrayList<>();

  private ExpectationState(Expectations expectations) {
    this.expectations = expectations;
    for (OfEvents expected : expectations.ofEvents()) {
      memories.add(expected.rule().memory());
    }
  }

  /**
   * Reads what {@link #write} gave; null, and bytes of expectations that were others under the same
   * name and version, start anew.
   *
   * @throws IllegalStateException if a newer build wrote it
   */
  public static ExpectationState read(byte[] bytes, Expectations expectations) {
    ExpectationState state = new ExpectationState(expectations);
    if (bytes != null) {
      ByteBuffer in = ByteBuffer.wrap(bytes);
      StateOutput.version(in, VERSION, "expectations");
      if (in.getLong() == expectations.layout()) {
        state.memories.forEach(memory -> memory.read(in));
      }
    }
    return state;
  }

  /**
   * Judges an event and remembers it, whatever becomes of it.
   *
   * @param silentSince greatest event time of the entity before this event, in milliseconds
   * @return all violations, in the order of the definition
   */
  public List<Violation> judge(RegionEvent event, long silentSince) {
    List<Violation> violations = new ArrayList<>(0);
    for (int i = 0; i < memories.size(); i++) {
      OfEvents expected = expectations.ofEvents().get(i);
      String detail = expected.rule().judge(event, silentSince, memories.get(i));
      if (detail != null) {
        violations.add(
            new Violation(expectations.featureSet(), expected.name(), expected.reaction(), detail));
      }
    }
    return violations;
  }

  /** What is remembered, as bytes: a version first. */
  public byte[] write() {
    StateOutput out = new StateOutput(64);
    out.putByte(VERSION).putLong(expectations.layout());
    memories.forEach(memory -> memory.write(out));
    return out.toBytes();
  }
}
