package dev.reeve.features.expectation;

import dev.reeve.features.state.StateOutput;
import java.nio.ByteBuffer;

/** What a rule remembers of one entity, of bounded size. */
interface Memory {

  /** Of a rule that judges each event by itself. */
  Memory NONE =
      new Memory() {
        @Override
        public void read(ByteBuffer in) {}

        @Override
        public void write(StateOutput out) {}
      };

  /** Takes over what {@link #write} appended. */
  void read(ByteBuffer in);

  /** Appends it. */
  void write(StateOutput out);
}
