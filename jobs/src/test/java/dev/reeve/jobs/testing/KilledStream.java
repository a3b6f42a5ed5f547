package dev.reeve.jobs.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.local.SessionCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/**
 * A stream during which a TaskManager was killed (SIGKILL) after a completed checkpoint, while
 * events went on arriving.
 *
 * @param sent all records, in order
 * @param gap time from the kill until a reader with {@code read_committed} saw a decision about an
 *     event that was sent after it
 */
public record KilledStream(List<SentEvent> sent, Duration gap) {

  private static final int BATCH = 250;
  private static final Duration PATIENCE = Duration.ofSeconds(180);

  /**
   * Runs the job of the jar with two subtasks, streams, kills, replaces what was killed, streams
   * on, and waits until all is read.
   *
   * @param options further options of the job
   */
  public static KilledStream run(
      Path jar, TestingRegion region, Outputs outputs, long seed, String... options)
      throws Exception {
    SessionCluster cluster = TestingStack.get().cluster();
    FlinkRest rest = new FlinkRest(cluster.webUrl());
    List<String> arguments = new ArrayList<>(region.arguments(options));
    arguments.addAll(List.of("--parallelism", "2"));
    ClusterJob job = rest.run(rest.upload(jar), arguments, "");
    outputs.awaitRunning(region.release("host-watch.json", 1), 2);
    SeededEvents events = region.events(seed);
    List<SentEvent> sent = new ArrayList<>();
    Callable<List<SentEvent>> publish =
        () -> {
          List<SentEvent> batch = events.next(BATCH);
          region.publish(batch);
          sent.addAll(batch);
          return batch;
        };
    until("visible decisions", publish, () -> outputs.decisions().size() > 20);
    int checkpoints = job.completedCheckpoints();
    until("another checkpoint", publish, () -> job.completedCheckpoints() > checkpoints);
    untilMoreIsWritten(arguments, publish, outputs);

    long killed = System.nanoTime();
    cluster.kill(cluster.taskManagers().get(0).pid());
    cluster.startTaskManager();
    Set<String> later =
        publish.call().stream().map(SentEvent::eventId).collect(Collectors.toUnmodifiableSet());
    until(
        "a decision about an event that was sent after the kill",
        publish,
        () -> outputs.decisions().stream().anyMatch(d -> later.contains(d.getCauseId())));
    Duration gap = Duration.ofNanos(System.nanoTime() - killed);
    cluster.awaitTaskManagers();
    outputs.awaitRead(sent.size());
    assertThat(job.restarted()).as("the kill made the job restart").isTrue();
    awaitDecided(arguments, job);
    job.cancel();
    return new KilledStream(sent, gap);
  }

  /** With at-least-once delivery what follows a checkpoint is visible at once. */
  private static void untilMoreIsWritten(
      List<String> arguments, Callable<List<SentEvent>> publish, Outputs outputs) throws Exception {
    if (arguments.contains("at-least-once")) {
      int visible = outputs.decisions().size();
      until("decisions since", publish, () -> outputs.decisions().size() > visible + 50);
    } else {
      for (int i = 0; i < 4; i++) {
        publish.call();
      }
    }
  }

  /**
   * With at-least-once delivery the accounts of what was read are visible before all of it is
   * decided; the second checkpoint from here began after the last event was read.
   */
  private static void awaitDecided(List<String> arguments, ClusterJob job) {
    if (arguments.contains("at-least-once")) {
      int completed = job.completedCheckpoints();
      Awaitility.await("a checkpoint that began after the last event was read")
          .atMost(PATIENCE)
          .until(() -> job.completedCheckpoints() > completed + 1);
    }
  }

  private static void until(
      String what, Callable<List<SentEvent>> publish, Callable<Boolean> condition) {
    Awaitility.await(what)
        .atMost(PATIENCE)
        .until(
            () -> {
              publish.call();
              return condition.call();
            });
  }
}
