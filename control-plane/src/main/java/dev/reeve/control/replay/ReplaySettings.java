package dev.reeve.control.replay;

import dev.reeve.control.command.BadInputException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How a replay runs its jobs.
 *
 * @param parallelism of each region's job
 * @param partitions of the topics
 * @param checkpointInterval time between checkpoints
 */
public record ReplaySettings(int parallelism, int partitions, Duration checkpointInterval) {

  private static final int MOST_SUBTASKS = 16;
  private static final Duration SHORTEST = Duration.ofMillis(10);
  private static final Duration LONGEST = Duration.ofMinutes(1);

  /**
   * Settings with two partitions for each subtask.
   *
   * @throws BadInputException if one is out of bounds
   */
  public static ReplaySettings of(int parallelism, Duration checkpointInterval) {
    List<String> problems = new ArrayList<>();
    if (parallelism < 1 || parallelism > MOST_SUBTASKS) {
      problems.add("--parallelism: " + parallelism + " is not 1 to " + MOST_SUBTASKS);
    }
    if (checkpointInterval.compareTo(SHORTEST) < 0 || checkpointInterval.compareTo(LONGEST) > 0) {
      problems.add(
          "--checkpoint-interval: " + checkpointInterval.toMillis() + "ms is not 10ms to 1m");
    }
    BadInputException.throwIfAny(problems);
    return new ReplaySettings(parallelism, 2 * parallelism, checkpointInterval);
  }
}
