package dev.reeve.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session cluster is made of processes that can be killed, replaced and left without a trace. */
class SessionClusterIT {

  private static final Pattern JOB_ID = Pattern.compile("JobID ([0-9a-f]{32})");

  @Test
  void aJobOutlivesItsKilledTaskManagerAndStopsWithASavepoint(@TempDir Path dir) throws Exception {
    List<Long> pids = new ArrayList<>();
    try (SessionCluster cluster = SessionCluster.start(dir, 1, 1)) {
      RunningProcess first = cluster.taskManagers().get(0);
      pids.add(cluster.jobManager().pid());
      pids.add(first.pid());
      assertThat(pids).allMatch(SessionClusterIT::lives);

      String job = submit(cluster, JobJar.of(CountingJob.class, dir.resolve("counting.jar")));
      await(cluster, "/jobs/" + job + "/checkpoints", counts -> completed(counts) >= 2);

      cluster.kill(first.pid());
      assertThat(lives(first.pid())).isFalse();
      RunningProcess second = cluster.startTaskManager();
      pids.add(second.pid());
      cluster.awaitTaskManagers();
      assertThat(cluster.taskManagers()).containsExactly(second);

      JsonNode restored =
          await(
              cluster,
              "/jobs/" + job + "/checkpoints",
              answer -> answer.at("/counts/restored").asInt() >= 1);
      int before = completed(restored);
      await(cluster, "/jobs/" + job + "/checkpoints", counts -> completed(counts) > before);

      CommandResult stop = cluster.cli("stop", job);
      assertThat(stop.exitCode()).as(stop.output()).isZero();
      try (Stream<Path> files = Files.walk(dir.resolve("savepoints"))) {
        assertThat(files).anyMatch(file -> file.endsWith("_metadata"));
      }
    }
    assertThat(pids).hasSize(3).noneMatch(SessionClusterIT::lives);
  }

  @Test
  void refusesToKillWhatIsNotItsOwn(@TempDir Path dir) throws Exception {
    try (SessionCluster cluster = SessionCluster.start(dir, 0, 1)) {
      assertThatThrownBy(() -> cluster.kill(ProcessHandle.current().pid()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("none of this cluster's");
      assertThat(cluster.cli("run", "missing.jar").exitCode()).isNotZero();
    }
  }

  private static String submit(SessionCluster cluster, Path jar) throws Exception {
    CommandResult run = cluster.cli("run", "-d", "-c", CountingJob.class.getName(), jar.toString());
    assertThat(run.exitCode()).as(run.output()).isZero();
    Matcher id = JOB_ID.matcher(run.output());
    assertThat(id.find()).as(run.output()).isTrue();
    return id.group(1);
  }

  private static int completed(JsonNode checkpoints) {
    return checkpoints.at("/counts/completed").asInt();
  }

  /** Asks the REST API until the answer satisfies; fails after 60 s. */
  private static JsonNode await(SessionCluster cluster, String path, Predicate<JsonNode> satisfies)
      throws Exception {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    JsonNode answer;
    do {
      try (InputStream body = URI.create(cluster.webUrl() + path).toURL().openStream()) {
        answer = new ObjectMapper().readTree(body);
      }
      if (satisfies.test(answer)) {
        return answer;
      }
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    } while (System.nanoTime() < deadline);
    throw new AssertionError(path + " still answers " + answer);
  }

  private static boolean lives(long pid) {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
  }
}
