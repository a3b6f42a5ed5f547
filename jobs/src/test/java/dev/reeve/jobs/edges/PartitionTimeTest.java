package dev.reeve.jobs.edges;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.schema.RegionEvent;
import dev.reeve.schema.SourceRecord;
import dev.reeve.schema.wire.EventTimeReader;
import dev.reeve.schema.wire.WireFormat;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.util.clock.ManualClock;
import org.junit.jupiter.api.Test;

/** Does the clock of a partition follow its events alone, and when is it waited for no more? */
class PartitionTimeTest {

  private static final long NOW = 1_700_000_000_000L;
  private static final long BOUND = 1_000;
  private static final Duration IDLENESS = Duration.ofSeconds(30);
  private static final String NONE = "watermark " + Long.MIN_VALUE;

  private final ManualClock clock = new ManualClock(NOW * 1_000_000);
  private final Backlog backlog = new Backlog(clock::absoluteTimeMillis, IDLENESS.toMillis());
  private final PartitionTime partition = partition();
  private final PartitionTime other = partition();

  @Test
  void staysBehindTheNewestEventByTheBound() {
    assertThat(said(partition)).isEqualTo(NONE);
    read(partition, NOW - 5_000, NOW);
    read(partition, NOW - 9_000, NOW);

    assertThat(said(partition)).isEqualTo("watermark " + (NOW - 5_000 - BOUND - 1));
    assertThat(said(other)).isEqualTo(NONE);
  }

  @Test
  void anEventFromTheFutureIsNoLaterThanKafkaGotIt() {
    read(partition, NOW + 3_500_000, NOW - 10);
    assertThat(said(partition)).isEqualTo("watermark " + (NOW - 10 - BOUND - 1));
    read(partition, Long.MAX_VALUE, NOW);
    assertThat(said(partition)).isEqualTo("watermark " + (NOW - BOUND - 1));
  }

  @Test
  void whatCannotBeReadAndTimesAtTheEndsOfLongMoveNothing() {
    read(partition, Long.MIN_VALUE, NOW);
    partition.onEvent(record(ByteBuffer.wrap(new byte[] {7}), NOW), NOW, null);
    partition.onEvent(record(null, NOW), NOW, null);

    assertThat(said(partition)).isEqualTo(NONE);
  }

  @Test
  void aPartitionAtRestIsIdleUntilItsNextEvent() {
    read(partition, NOW, NOW);
    clock.advanceTime(IDLENESS.minusMillis(1));
    assertThat(said(partition)).startsWith("watermark");
    clock.advanceTime(Duration.ofMillis(1));
    assertThat(said(partition)).isEqualTo("idle");
    assertThat(said(other)).as("one that never had an event").isEqualTo("idle");

    read(partition, NOW - 50, NOW + 30_000);
    assertThat(said(partition)).isEqualTo("watermark " + (NOW - BOUND - 1));
  }

  @Test
  void whileABacklogIsReadAPartitionThatHasNoTurnIsNotIdle() {
    read(partition, NOW - 7_200_000, NOW - 3_600_000);
    for (int second = 0; second < 200; second++) {
      clock.advanceTime(Duration.ofSeconds(1));
      read(other, NOW - 3_600_000, NOW - 3_500_000);
      assertThat(said(partition)).startsWith("watermark");
    }
    for (int second = 0; second < 30; second++) {
      clock.advanceTime(Duration.ofSeconds(1));
      read(other, clock.absoluteTimeMillis(), clock.absoluteTimeMillis());
    }
    assertThat(said(partition)).as("worked off for as long").isEqualTo("idle");
  }

  @Test
  void behindABacklogThatEndsOrStopsAPartitionIsWaitedForTenTimesAsLong() {
    read(partition, NOW - 7_200_000, NOW - 3_600_000);
    clock.advanceTime(IDLENESS.multipliedBy(PartitionTime.PATIENCE).minusMillis(1));
    assertThat(said(partition)).startsWith("watermark");
    clock.advanceTime(Duration.ofMillis(1));
    assertThat(said(partition)).isEqualTo("idle");
  }

  private PartitionTime partition() {
    EventTimeReader times =
        new EventTimeReader(
            id -> id == 1 ? Optional.of(RegionEvent.getClassSchema()) : Optional.empty());
    return new PartitionTime(times, backlog, clock, Duration.ofMillis(BOUND), IDLENESS);
  }

  private static void read(PartitionTime partition, long eventTime, long timestamp) {
    RegionEvent event = RegionEvent.newBuilder().setEventTime(eventTime).build();
    ByteBuffer value = ByteBuffer.wrap(WireFormat.encode(1, event));
    partition.onEvent(record(value, timestamp), timestamp, null);
  }

  private static SourceRecord record(ByteBuffer value, long timestamp) {
    return new SourceRecord("plant.events", 0, 0L, timestamp, null, value);
  }

  private static String said(PartitionTime partition) {
    StringBuilder said = new StringBuilder();
    partition.onPeriodicEmit(
        new WatermarkOutput() {
          @Override
          public void emitWatermark(Watermark watermark) {
            said.append("watermark ").append(watermark.getTimestamp());
          }

          @Override
          public void markIdle() {
            said.append("idle");
          }

          @Override
          public void markActive() {
            said.append("active");
          }
        });
    return said.toString();
  }
}
