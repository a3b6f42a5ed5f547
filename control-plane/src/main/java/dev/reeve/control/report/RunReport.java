package dev.reeve.control.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.reeve.control.audit.AccountSums;
import dev.reeve.control.audit.ExactlyOnce;
import dev.reeve.control.audit.RegionFinding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.apache.kafka.common.utils.AppInfoParser;

/**
 * The report of a run: JSON whose keys stay as they are. {@code regions}, {@code exactly_once},
 * {@code promises}, {@code latency_ms}, {@code throughput_events_per_s}, {@code truth}, {@code
 * scores}, {@code versions}, {@code seed}, {@code options}; what a run does not have is null.
 */
public final class RunReport {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final Map<String, Object> keys = new LinkedHashMap<>();
  private final Map<String, Object> options = new TreeMap<>();

  /**
   * @param version version of Reeve
   */
  public RunReport(String version) {
    for (String key :
        List.of(
            "regions",
            "exactly_once",
            "promises",
            "latency_ms",
            "throughput_events_per_s",
            "truth",
            "scores",
            "versions",
            "seed",
            "options")) {
      keys.put(key, null);
    }
    Map<String, Object> versions = new LinkedHashMap<>();
    versions.put("reeve", version);
    versions.put("flink", EnvironmentInformation.getVersion());
    versions.put("kafka", AppInfoParser.getVersion());
    versions.put("java", System.getProperty("java.version"));
    keys.put("versions", versions);
    keys.put("options", options);
  }

  /** What the audit found, by region. */
  public RunReport findings(List<RegionFinding> findings) {
    Map<String, Object> regions = new TreeMap<>();
    findings.forEach(finding -> regions.put(finding.region(), region(finding)));
    ExactlyOnce sum =
        findings.stream()
            .map(RegionFinding::exactlyOnce)
            .reduce(ExactlyOnce.EXACT, ExactlyOnce::plus);
    List<String> violations = new ArrayList<>();
    findings.forEach(
        finding -> finding.violations().forEach(v -> violations.add(finding.region() + ": " + v)));
    keys.put("regions", regions);
    keys.put("exactly_once", exactlyOnce(sum));
    Map<String, Object> promises = new LinkedHashMap<>();
    promises.put("hold", findings.stream().allMatch(RegionFinding::holds));
    promises.put("violations", violations);
    keys.put("promises", promises);
    return this;
  }

  /** Latencies from the append of an event to its decision, and to its decision being committed. */
  public RunReport latency(Latency decision, Latency committed) {
    Map<String, Object> latency = new LinkedHashMap<>();
    latency.put("decision", decision.asMap());
    latency.put("committed", committed.asMap());
    keys.put("latency_ms", latency);
    return this;
  }

  /** Events per second, from the first one published to the last account committed. */
  public RunReport throughput(double eventsPerSecond) {
    keys.put("throughput_events_per_s", eventsPerSecond);
    return this;
  }

  /** How alarms agree with a known truth; null where there is nothing to divide by. */
  public RunReport truth(Double precision, Double recall) {
    Map<String, Object> truth = new LinkedHashMap<>();
    truth.put("precision", precision);
    truth.put("recall", recall);
    keys.put("truth", truth);
    return this;
  }

  /** Seed of the run's random numbers. */
  public RunReport seed(long seed) {
    keys.put("seed", seed);
    return this;
  }

  /** An option of the run. */
  public RunReport option(String name, Object value) {
    options.put(name, value);
    return this;
  }

  /** Any other key, such as {@code scores}. */
  public RunReport with(String key, Object value) {
    keys.put(key, value);
    return this;
  }

  /** The keys, in order. */
  public Map<String, Object> asMap() {
    return keys;
  }

  /** Writes the file, its folder too. */
  public void write(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Path part = folder.resolve(file.getFileName() + ".part");
    JSON.writeValue(part.toFile(), keys);
    Files.move(part, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }

  private static Map<String, Object> region(RegionFinding finding) {
    AccountSums accounts = finding.accounts();
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("published", finding.published());
    map.put("read", accounts.read());
    map.put("accepted", accounts.accepted());
    map.put("duplicates", accounts.duplicates());
    map.put("rejected", accounts.rejected());
    map.put("features", accounts.features());
    map.put("decisions", accounts.decisions());
    map.put("actions", accounts.actions());
    map.put("held", accounts.held());
    map.put("open_questions", finding.openQuestions());
    map.put("rejected_answers", accounts.rejectedAnswers());
    return map;
  }

  private static Map<String, Object> exactlyOnce(ExactlyOnce sum) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("actions_missing", sum.actionsMissing());
    map.put("actions_doubled", sum.actionsDoubled());
    map.put("decisions_missing", sum.decisionsMissing());
    map.put("decisions_doubled", sum.decisionsDoubled());
    map.put("actions_unexpected", sum.actionsUnexpected());
    map.put("decisions_unexpected", sum.decisionsUnexpected());
    return map;
  }
}
