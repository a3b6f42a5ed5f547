package dev.reeve.control.demo;

import dev.reeve.control.audit.ExactlyOnce;
import dev.reeve.control.audit.RegionFinding;
import dev.reeve.control.demo.truth.Judgement;
import dev.reeve.control.report.Latency;
import dev.reeve.control.report.RunReport;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What came of a demo.
 *
 * @param options how it ran
 * @param stream what was seen while events flowed
 * @param findings what the audit found in the topics afterwards
 * @param problems what did not settle, or differs from what the simulator knows it sent
 */
public record DemoResult(
    DemoOptions options, Stream stream, List<RegionFinding> findings, List<String> problems) {

  /**
   * What was seen while events flowed.
   *
   * @param published records sent, by region
   * @param judgements alarms judged by the truth, by region
   * @param decision milliseconds from the append of an event to the decision about it
   * @param committed milliseconds from there to a reader of committed records
   * @param streamedMillis length of the stream
   * @param settledMillis time from the first event until everything was accounted for
   * @param strikes TaskManagers that were ended
   */
  record Stream(
      Map<String, Long> published,
      Map<String, Judgement> judgements,
      Latency decision,
      Latency committed,
      long streamedMillis,
      long settledMillis,
      int strikes) {

    static Stream of(LiveRun live, long streamedMillis, long settledMillis) {
      Map<String, Long> published = new LinkedHashMap<>();
      Map<String, Judgement> judgements = new LinkedHashMap<>();
      Latency decision = new Latency();
      Latency committed = new Latency();
      live.ledgers()
          .forEach(
              (region, ledger) -> {
                published.put(region, live.events().published(region));
                judgements.put(region, live.status().judge(region, streamedMillis));
                decision.add(ledger.decisionLatency());
                committed.add(ledger.committedLatency());
              });
      return new Stream(
          published,
          judgements,
          decision,
          committed,
          streamedMillis,
          settledMillis,
          live.strikes());
    }

    Judgement judgement() {
      return judgements.values().stream().reduce(new Judgement(0, 0, 0, 0), Judgement::plus);
    }
  }

  /** Whether P1 to P3 hold and every record is accounted for as the simulator sent it. */
  public boolean isExact() {
    return problems.isEmpty() && findings.stream().allMatch(RegionFinding::holds);
  }

  /** Regions without a decision, an action or a held decision, one sentence each. */
  public List<String> idle() {
    List<String> idle = new ArrayList<>();
    for (RegionFinding finding : findings) {
      var accounts = finding.accounts();
      if (accounts.decisions().isEmpty() || accounts.actions() == 0 || accounts.held() == 0) {
        idle.add(
            "%s: decisions %s, %d actions, %d held"
                .formatted(
                    finding.region(), accounts.decisions(), accounts.actions(), accounts.held()));
      }
    }
    return idle;
  }

  /** The report, with the keys that all runs share. */
  public RunReport report(String version) {
    Judgement truth = stream.judgement();
    long published = stream.published().values().stream().mapToLong(n -> n).sum();
    return new RunReport(version)
        .findings(findings)
        .latency(stream.decision(), stream.committed())
        .throughput(published * 1_000.0 / Math.max(1, stream.settledMillis()))
        .truth(known(truth.precision()), known(truth.recall()))
        .seed(options.seed())
        .option("rate", options.rate())
        .option("seconds", stream.streamedMillis() / 1_000)
        .option("chaos_seconds", options.chaosSeconds())
        .option("release", options.release().toString())
        .with("taskmanagers_ended", stream.strikes())
        .with("problems", problems);
  }

  /** Prints the accounts for people. */
  public void print(PrintWriter out) {
    out.printf(
        "%n%-8s %10s %10s %10s %10s %10s %10s %8s %6s%n",
        "region",
        "published",
        "read",
        "accepted",
        "duplicates",
        "rejected",
        "decisions",
        "actions",
        "held");
    for (RegionFinding finding : findings) {
      var accounts = finding.accounts();
      out.printf(
          "%-8s %10d %10d %10d %10d %10d %10d %8d %6d%n",
          finding.region(),
          finding.published(),
          accounts.read(),
          accounts.accepted(),
          accounts.duplicates(),
          accounts.rejected().values().stream().mapToLong(n -> n).sum(),
          accounts.decisions().values().stream().mapToLong(n -> n).sum(),
          accounts.actions(),
          accounts.held());
    }
    ExactlyOnce sum =
        findings.stream()
            .map(RegionFinding::exactlyOnce)
            .reduce(ExactlyOnce.EXACT, ExactlyOnce::plus);
    Judgement truth = stream.judgement();
    out.println();
    out.printf(
        "actions   missing %d, doubled %d, unexpected %d%n",
        sum.actionsMissing(), sum.actionsDoubled(), sum.actionsUnexpected());
    out.printf(
        "decisions missing %d, doubled %d, unexpected %d%n",
        sum.decisionsMissing(), sum.decisionsDoubled(), sum.decisionsUnexpected());
    out.printf(
        Locale.ROOT,
        "incidents found %d of %d (recall %.2f), alarms right %d of %d (precision %.2f)%n",
        truth.found(),
        truth.incidents(),
        truth.recall(),
        truth.right(),
        truth.alarms(),
        truth.precision());
    out.printf(
        "latency   decided p50 %d ms, p99 %d ms; committed p50 %d ms, p99 %d ms%n",
        stream.decision().quantile(0.5),
        stream.decision().quantile(0.99),
        stream.committed().quantile(0.5),
        stream.committed().quantile(0.99));
    if (stream.strikes() > 0) {
      out.printf(
          "ended     %d TaskManager%s in mid-stream%n",
          stream.strikes(), stream.strikes() == 1 ? "" : "s");
    }
    findings.forEach(f -> f.violations().forEach(v -> out.println(f.region() + ": " + v)));
    problems.forEach(out::println);
    out.println(
        isExact()
            ? "The accounts are exact: nothing lost, nothing doubled."
            : "The accounts are NOT exact; see above.");
    out.flush();
  }

  private static Double known(double share) {
    return Double.isNaN(share) ? null : share;
  }
}
