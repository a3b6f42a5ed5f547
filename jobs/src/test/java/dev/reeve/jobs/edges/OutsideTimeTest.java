package dev.reeve.jobs.edges;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.junit.jupiter.api.Test;

/** Does a stream outside time stay out of the joint watermark? */
class OutsideTimeTest {

  private final List<String> said = new ArrayList<>();
  private final WatermarkOutput output =
      new WatermarkOutput() {
        @Override
        public void emitWatermark(Watermark watermark) {
          said.add("watermark " + watermark.getTimestamp());
        }

        @Override
        public void markIdle() {
          said.add("idle");
        }

        @Override
        public void markActive() {
          said.add("active");
        }
      };

  @Test
  void isIdleWithAndWithoutRecordsAndSaysNoWatermark() {
    OutsideTime<String> outside = new OutsideTime<>();
    outside.onPeriodicEmit(output);
    outside.onEvent("record", 5, output);
    outside.onPeriodicEmit(output);

    assertThat(said).containsExactly("idle", "idle", "idle");
  }
}
