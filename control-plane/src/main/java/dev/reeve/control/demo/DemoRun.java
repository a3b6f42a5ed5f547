package dev.reeve.control.demo;

import dev.reeve.agents.release.ReadRelease;
import dev.reeve.control.audit.RegionFinding;
import dev.reeve.control.audit.TopicAudit;
import dev.reeve.control.demo.dashboard.DemoStatus;
import dev.reeve.control.law.ReleaseCheck;
import dev.reeve.control.stream.Addresses;
import dev.reeve.jobs.options.RegionOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** One demo from start to end: stack, stream, settlement, audit, and nothing left running. */
public final class DemoRun {

  private final DemoOptions options;
  private final PrintWriter out;
  private final Clock clock;
  private final BiConsumer<Addresses, String> announce;

  /**
   * @param out takes what is told before and after the stream, and lines of progress
   * @param clock the clock that events, answers and latencies are timed by
   * @param announce is told the addresses of broker and registry, and of Flink's web UI, once they
   *     answer
   */
  public DemoRun(
      DemoOptions options, PrintWriter out, Clock clock, BiConsumer<Addresses, String> announce) {
    this.options = options;
    this.out = out;
    this.clock = clock;
    this.announce = announce;
  }

  /**
   * Runs it.
   *
   * @param fullScreen whether the terminal may be drawn on
   * @return what came of it; empty lists of problems when all is exact
   * @throws dev.reeve.control.command.BadInputException if the release is not sound
   * @throws IOException if a part of the stack does not start
   */
  public DemoResult run(boolean fullScreen) throws IOException {
    ReadRelease release = ReleaseCheck.sound(options.release());
    long started = clock.millis();
    out.println("Starting a Kafka broker, a Schema Registry, Flink and three region jobs here.");
    out.flush();
    try (Interruption interruption = new Interruption();
        DemoStack stack = DemoStack.start(options, release, step -> tell(started, step))) {
      announce.accept(stack.addresses(), stack.flink().webUrl());
      return stream(stack, release, interruption, fullScreen);
    }
  }

  private DemoResult stream(
      DemoStack stack, ReadRelease release, Interruption interruption, boolean fullScreen)
      throws IOException {
    DemoStatus frame =
        new DemoStatus(
            "",
            0,
            release.release().name() + " " + release.digest().substring(0, 8),
            options.seed(),
            options.rate(),
            stack.flink().webUrl(),
            "./reeve approvals list --regions " + String.join(",", DemoStack.regionNames()),
            List.of(),
            List.of());
    boolean unattended = options.seconds() > 0;
    List<String> problems = new ArrayList<>();
    DemoResult.Stream outcome;
    try (Display display = fullScreen ? Display.screen() : Display.lines(out);
        LiveRun live = new LiveRun(options, stack, frame, display, interruption, clock)) {
      live.stream();
      long streamed = live.now();
      problems.addAll(live.settle(unattended));
      long settled = live.now();
      stack.stopJobs();
      live.drain();
      problems.addAll(live.settlement().differences());
      outcome = DemoResult.Stream.of(live, streamed, settled);
    }
    out.println("counting again: reading all topics back and recomputing every decision");
    out.flush();
    TopicAudit audit = new TopicAudit(stack.addresses(), stack.contracts(), release);
    List<RegionFinding> findings = new ArrayList<>();
    for (RegionOptions region : stack.regions()) {
      long published = outcome.published().get(region.region());
      findings.add(audit.audit(region, published, decision -> {}));
    }
    return new DemoResult(options, outcome, findings, problems);
  }

  private void tell(long started, String step) {
    out.printf("%3d s  %s%n", (clock.millis() - started) / 1_000, step);
    out.flush();
  }
}
