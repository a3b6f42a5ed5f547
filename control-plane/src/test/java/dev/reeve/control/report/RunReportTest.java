package dev.reeve.control.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reeve.control.audit.AccountSums;
import dev.reeve.control.audit.ExactlyOnce;
import dev.reeve.control.audit.RegionFinding;
import dev.reeve.schema.Account;
import dev.reeve.schema.Count;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Machines read reports: their keys stay as they are. */
class RunReportTest {

  @TempDir private Path folder;

  @Test
  void keysAreThoseThatMachinesRead() throws IOException {
    AccountSums sums = new AccountSums();
    sums.add(
        new Account(
            "plant",
            "read",
            0,
            List.of(new Count("read", 7L), new Count("rejected.UNDECODABLE", 2L))));
    sums.add(new Account("plant", "features", 0, List.of(new Count("accepted", 5L))));
    sums.add(
        new Account(
            "plant",
            "decide",
            0,
            List.of(new Count("actions", 1L), new Count("decisions.allowed", 1L))));
    Latency latency = new Latency();
    for (int i = 1; i <= 100; i++) {
      latency.record(i);
    }
    RunReport report =
        new RunReport("1.2.3")
            .findings(
                List.of(
                    new RegionFinding(
                        "plant", 7, sums, new ExactlyOnce(1, 0, 2, 0, 0, 0), 3, List.of("P1: x"))))
            .latency(latency, latency)
            .throughput(12.5)
            .truth(0.5, null)
            .seed(42)
            .option("parallelism", 2);
    report.write(folder.resolve("below/report.json"));

    JsonNode json = new ObjectMapper().readTree(folder.resolve("below/report.json").toFile());
    assertThat(json.at("/regions/plant/published").asLong()).isEqualTo(7);
    assertThat(json.at("/regions/plant/read").asLong()).isEqualTo(7);
    assertThat(json.at("/regions/plant/accepted").asLong()).isEqualTo(5);
    assertThat(json.at("/regions/plant/duplicates").asLong()).isZero();
    assertThat(json.at("/regions/plant/rejected/UNDECODABLE").asLong()).isEqualTo(2);
    assertThat(json.at("/regions/plant/features").isNumber()).isTrue();
    assertThat(json.at("/regions/plant/decisions/allowed").asLong()).isEqualTo(1);
    assertThat(json.at("/regions/plant/actions").asLong()).isEqualTo(1);
    assertThat(json.at("/regions/plant/held").asLong()).isZero();
    assertThat(json.at("/exactly_once/actions_missing").asLong()).isEqualTo(1);
    assertThat(json.at("/exactly_once/actions_doubled").asLong()).isZero();
    assertThat(json.at("/exactly_once/decisions_missing").asLong()).isEqualTo(2);
    assertThat(json.at("/exactly_once/decisions_doubled").asLong()).isZero();
    assertThat(json.at("/promises/hold").asBoolean()).isFalse();
    assertThat(json.at("/latency_ms/decision/p50").asLong()).isEqualTo(50);
    assertThat(json.at("/latency_ms/committed/p99").asLong()).isEqualTo(99);
    assertThat(json.at("/latency_ms/committed/max").asLong()).isEqualTo(100);
    assertThat(json.at("/throughput_events_per_s").asDouble()).isEqualTo(12.5);
    assertThat(json.at("/truth/precision").asDouble()).isEqualTo(0.5);
    assertThat(json.at("/truth/recall").isNull()).isTrue();
    assertThat(json.at("/versions/reeve").asText()).isEqualTo("1.2.3");
    assertThat(json.at("/versions/flink").asText()).isNotEmpty();
    assertThat(json.at("/seed").asLong()).isEqualTo(42);
    assertThat(json.at("/options/parallelism").asInt()).isEqualTo(2);
    assertThat(json.has("scores")).isTrue();
  }
}
