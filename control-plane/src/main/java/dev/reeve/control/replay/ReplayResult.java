package dev.reeve.control.replay;

import dev.reeve.control.audit.RegionFinding;
import dev.reeve.control.report.Latency;
import dev.reeve.control.report.RunReport;
import java.util.List;

/**
 * What a replay found.
 *
 * @param findings of the audit, by region in order of name
 * @param decision latency from the append of an event to its decision
 * @param committed latency from the append of an event to its decision being readable
 * @param eventsPerSecond from the first event published to the last account committed
 */
public record ReplayResult(
    List<RegionFinding> findings, Latency decision, Latency committed, double eventsPerSecond) {

  /** Whether the promises hold in every region. */
  public boolean holds() {
    return findings.stream().allMatch(RegionFinding::holds);
  }

  /** Events that were published. */
  public long published() {
    return findings.stream().mapToLong(RegionFinding::published).sum();
  }

  /** Writes the result into a report. */
  public void into(RunReport report) {
    report.findings(findings).latency(decision, committed).throughput(eventsPerSecond);
  }
}
