package dev.reeve.control.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reeve.control.Reeve;
import dev.reeve.control.demo.fleet.Fleet;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The demo as machines run it: ends by itself, exact, every region at work, nothing left over. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class DemoIT {

  @Test
  void aShortDemoIsExactAndEveryRegionActsAndHolds(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("demo.json");
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    List<Long> before = children();
    int code =
        commandLine(out, err)
            .execute(
                "demo",
                "--headless",
                "--seconds",
                "24",
                "--seed",
                "7",
                "--release",
                Path.of(System.getProperty("reeve.root"), "deploy/releases/fleet-guard").toString(),
                "--report",
                file.toString());
    assertThat(code).as("%s%n%s", out, err).isZero();
    assertThat(out.toString()).contains("The accounts are exact");
    assertThat(children()).as("processes left behind").isEqualTo(before);

    JsonNode report = new ObjectMapper().readTree(file.toFile());
    for (String key :
        List.of("actions_missing", "actions_doubled", "decisions_missing", "decisions_doubled")) {
      assertThat(report.at("/exactly_once/" + key).asLong(-1)).as(key).isZero();
    }
    for (String region : Fleet.hosts().keySet()) {
      JsonNode counts = report.at("/regions/" + region);
      long read = counts.path("read").asLong(-1);
      assertThat(read).as(region).isPositive().isEqualTo(counts.path("published").asLong(-2));
      long rejected = sum(counts.path("rejected"));
      assertThat(counts.path("accepted").asLong() + counts.path("duplicates").asLong() + rejected)
          .isEqualTo(read);
      assertThat(rejected).isPositive();
      assertThat(counts.path("actions").asLong()).as("actions of " + region).isPositive();
      assertThat(counts.path("held").asLong()).as("held in " + region).isPositive();
      assertThat(counts.path("features").asLong()).isEqualTo(counts.path("accepted").asLong());
    }
    assertThat(report.at("/truth/recall").asDouble()).isBetween(0.3, 1.0);
    assertThat(report.at("/truth/precision").asDouble()).isBetween(0.5, 1.0);
    assertThat(report.at("/latency_ms/committed/p50").asLong()).isPositive();
    assertThat(report.at("/throughput_events_per_s").asDouble()).isPositive();
    assertThat(report.path("seed").asLong()).isEqualTo(7);
  }

  @Test
  void wrongOptionsAreToldAllAtOnce() {
    StringWriter err = new StringWriter();
    int code =
        commandLine(new StringWriter(), err)
            .execute("demo", "--headless", "--rate", "-1", "--web-port", "70000");
    assertThat(code).isEqualTo(2);
    assertThat(err.toString())
        .contains("--rate: -1.0 is not above 0")
        .contains("--headless needs --seconds")
        .contains("--web-port: 70000 is not 0 to 65535");
  }

  private static CommandLine commandLine(StringWriter out, StringWriter err) {
    CommandLine line = Reeve.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line;
  }

  private static List<Long> children() {
    try (Stream<ProcessHandle> children = ProcessHandle.current().descendants()) {
      return children.map(ProcessHandle::pid).sorted().toList();
    }
  }

  private static long sum(JsonNode counts) {
    long sum = 0;
    for (JsonNode count : counts) {
      sum += count.asLong();
    }
    return sum;
  }
}
