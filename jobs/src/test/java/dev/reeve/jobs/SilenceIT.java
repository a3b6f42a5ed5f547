package dev.reeve.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.reeve.jobs.testing.InThisJvm;
import dev.reeve.jobs.testing.Outputs;
import dev.reeve.jobs.testing.SentEvent;
import dev.reeve.jobs.testing.TestingRegion;
import dev.reeve.jobs.testing.TestingStack;
import dev.reeve.schema.Decision;
import dev.reeve.schema.RegionEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Are entities remembered when all fall silent at once, and told of when one alone does? */
class SilenceIT {

  private static final int ROUNDS = 3;
  private static final long START = 1_700_000_000_000L;
  private static final long STEP = 10_000;
  private static final int STEPS = 240;
  private static final int GONE_AFTER = 12;
  private static final int HOSTS = 12;
  private static final String LONG_TEXT = "x".repeat(4_000);

  /**
   * The event is there before the job starts, so that it is read before silence is noticed for the
   * first time. Two rounds are parted by a checkpoint, whose distance is longer than the idleness.
   */
  @Test
  void silenceOfAllEventsIsNoReasonToForgetThem() throws Exception {
    try (TestingRegion region = new TestingRegion(TestingStack.get(), "silent");
        Outputs outputs = region.outputs();
        InThisJvm flink = InThisJvm.start("silent")) {
      List<SentEvent> one = region.events(1).next(1);
      region.publish(one);
      flink.submit(region.options("--checkpoint-interval", "5s", "--idleness", "3s"));
      outputs.awaitRead(1);

      for (int round = 2; round <= ROUNDS; round++) {
        region.publish(one);
        outputs.awaitRead(round);
      }

      assertThat(outputs.accounts())
          .containsEntry("features.accepted", 1L)
          .containsEntry("features.duplicates", ROUNDS - 1L);
    }
  }

  /**
   * A partition at a time comes with more than ten minutes of its events, so that entities whose
   * events are unread lie far behind those that are read. One host has nothing unread and is gone.
   */
  @Test
  void aCatchUpTellsOfTheHostThatIsGoneAndOfNoneThatIsUnread() throws Exception {
    try (TestingRegion region = new TestingRegion(TestingStack.get(), "caught-up");
        Outputs outputs = region.outputs();
        InThisJvm flink = InThisJvm.start("caught-up")) {
      flink.submit(region.options("--checkpoint-interval", "200ms", "--idleness", "1s"));
      outputs.awaitRunning(region.release("absence.json", 1), 1);
      List<SentEvent> first = events(region, 0, 1);
      region.publish(first);
      outputs.awaitRead(first.size());

      List<SentEvent> backlog = events(region, 1, STEPS);
      flink.endTaskManager(() -> region.publish(backlog));
      outputs.awaitRead(first.size() + backlog.size());

      Awaitility.await("the silence of the host that is gone")
          .atMost(Duration.ofSeconds(120))
          .untilAsserted(() -> assertThat(outputs.decisions()).isNotEmpty());
      assertThat(outputs.decisions())
          .extracting(Decision::getCauseId, Decision::getEntity)
          .containsExactly(tuple("silence/load@1/" + (START + GONE_AFTER * STEP), "h0"));
      assertThat(outputs.accounts())
          .containsEntry("features.accepted", (long) first.size() + backlog.size())
          .containsEntry("features.silences", 1L);
    }
  }

  /** Events of all hosts, a step apart; large, so that a fetch holds few steps of a partition. */
  private static List<SentEvent> events(TestingRegion region, int from, int to) {
    List<SentEvent> events = new ArrayList<>();
    for (int step = from; step < to; step++) {
      for (int host = 0; host < HOSTS; host++) {
        if (host > 0 || step <= GONE_AFTER) {
          RegionEvent event =
              RegionEvent.newBuilder()
                  .setEventId("e" + step)
                  .setRegion(TestingRegion.REGION)
                  .setEntityType("host")
                  .setEntity("h" + host)
                  .setEventTime(START + step * STEP)
                  .setMeasures(Map.of("load", 0.5))
                  .setAttributes(Map.of("log", LONG_TEXT))
                  .build();
          events.add(new SentEvent("h" + host, region.encode(event), "e" + step, 0.5, ""));
        }
      }
    }
    return events;
  }
}
