package dev.reeve.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.jobs.testing.InThisJvm;
import dev.reeve.jobs.testing.Outputs;
import dev.reeve.jobs.testing.SentEvent;
import dev.reeve.jobs.testing.TestingRegion;
import dev.reeve.jobs.testing.TestingStack;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Does the job remember its entities when all events fall silent at once? */
class SilenceIT {

  private static final int ROUNDS = 3;

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
}
