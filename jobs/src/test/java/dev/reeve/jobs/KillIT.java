package dev.reeve.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.jobs.testing.Expected;
import dev.reeve.jobs.testing.KilledStream;
import dev.reeve.jobs.testing.Outputs;
import dev.reeve.jobs.testing.TestingRegion;
import dev.reeve.jobs.testing.TestingStack;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Does a reader with {@code read_committed} see each action and each decision exactly once when a
 * TaskManager is killed in mid-stream?
 */
class KillIT {

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {11, 12, 13})
  void eachActionAndDecisionOnceAfterAKill(long seed, TestReporter reporter) throws Exception {
    exactlyOnce("kill-" + seed, seed, reporter);
  }

  /** The test of the test: the same kill, and the same oracle, find what delivery twice doubles. */
  @Test
  void theSameCheckFindsDoubledRecordsWithAtLeastOnceDelivery() throws Exception {
    try (TestingRegion region = new TestingRegion(TestingStack.get(), "kill-twice");
        Outputs outputs = region.outputs()) {
      KilledStream stream =
          KilledStream.run(
              JobJarIT.jar(),
              region,
              outputs,
              14,
              "--delivery",
              "at-least-once",
              "--checkpoint-interval",
              "8s");
      Expected expected = Expected.of(stream.sent());

      Awaitility.await("every expected decision, some of them twice")
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () ->
                  assertThat(outputs.differences(expected))
                      .noneMatch(problem -> problem.startsWith("missing"))
                      .anyMatch(problem -> problem.startsWith("doubled action"))
                      .anyMatch(problem -> problem.startsWith("doubled decision")));
    }
  }

  /** Reports how long readers wait after a kill, for each way to name transactions. */
  @Tag("soak")
  @ParameterizedTest(name = "{0}, seed {1}")
  @CsvSource({
    "pooling, 21",
    "incrementing, 22",
    "pooling, 23",
    "incrementing, 24",
    "pooling, 25",
    "incrementing, 26"
  })
  void eachOnceWhateverTheTransactionsAreNamed(String naming, long seed, TestReporter reporter)
      throws Exception {
    exactlyOnce(naming + "-" + seed, seed, reporter, "--transaction-naming", naming);
  }

  private static void exactlyOnce(String name, long seed, TestReporter reporter, String... options)
      throws Exception {
    try (TestingRegion region = new TestingRegion(TestingStack.get(), name);
        Outputs outputs = region.outputs()) {
      KilledStream stream = KilledStream.run(JobJarIT.jar(), region, outputs, seed, options);

      reporter.publishEntry("gap_ms " + name, Long.toString(stream.gap().toMillis()));
      outputs.awaitExact(Expected.of(stream.sent()));
    }
  }
}
