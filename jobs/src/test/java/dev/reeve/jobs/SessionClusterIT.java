package dev.reeve.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.jobs.testing.ClusterJob;
import dev.reeve.jobs.testing.Expected;
import dev.reeve.jobs.testing.FlinkRest;
import dev.reeve.jobs.testing.Outputs;
import dev.reeve.jobs.testing.SeededEvents;
import dev.reeve.jobs.testing.SentEvent;
import dev.reeve.jobs.testing.TestingRegion;
import dev.reeve.jobs.testing.TestingStack;
import dev.reeve.local.CommandResult;
import dev.reeve.local.SessionCluster;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Does the job jar run on a cluster of processes, and move to another parallelism unharmed? */
class SessionClusterIT {

  private static final Pattern JOB = Pattern.compile("JobID ([0-9a-f]{32})");

  @Test
  void runsByCommandLineStopsWithASavepointAndGoesOnWithTwoSubtasks() throws Exception {
    SessionCluster cluster = TestingStack.get().cluster();
    FlinkRest rest = new FlinkRest(cluster.webUrl());
    try (TestingRegion region = new TestingRegion(TestingStack.get(), "moved");
        Outputs outputs = region.outputs()) {
      ClusterJob first = rest.job(submit(cluster, region.arguments("--parallelism", "1")));
      outputs.awaitRunning(region.release("host-watch.json", 1), 1);
      for (Uid uid : Uid.values()) {
        assertThat(first.vertices()).contains(uid.title());
      }
      SeededEvents events = region.events(3);
      List<SentEvent> sent = new ArrayList<>(events.next(3_000));
      region.publish(sent);
      outputs.awaitRead(sent.size() / 2);
      String savepoint = first.stop();

      String jar = rest.upload(JobJarIT.jar());
      ClusterJob second = rest.run(jar, region.arguments("--parallelism", "2"), savepoint);
      List<SentEvent> more = events.next(3_000);
      region.publish(more);
      sent.addAll(more);
      outputs.awaitRead(sent.size());
      outputs.awaitExact(Expected.of(sent));
      second.awaitCheckpoints(1);
      second.cancel();
    }
  }

  @Test
  void tellsWhatIsWrongWithOptionsAndKeepsTheClusterAlive() throws Exception {
    SessionCluster cluster = TestingStack.get().cluster();
    CommandResult refused =
        cluster.cli("run", "-d", JobJarIT.jar().toString(), "--region", "Plant", "--latenes", "1m");

    assertThat(refused.exitCode()).isNotZero();
    assertThat(refused.output())
        .contains("--region is 'Plant'", "--bootstrap is missing", "Did you mean --lateness?");
  }

  private static String submit(SessionCluster cluster, List<String> arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("run", "-d", JobJarIT.jar().toString()));
    command.addAll(arguments);
    CommandResult result = cluster.cli(command.toArray(String[]::new));
    Matcher job = JOB.matcher(result.output());
    assertThat(job.find()).as(result.output()).isTrue();
    return job.group(1);
  }
}
