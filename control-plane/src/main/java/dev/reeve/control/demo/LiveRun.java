package dev.reeve.control.demo;

import dev.reeve.control.demo.dashboard.DemoStatus;
import dev.reeve.control.demo.fleet.FleetOptions;
import dev.reeve.control.demo.fleet.FleetSimulator;
import dev.reeve.control.stream.TopicWriter;
import dev.reeve.schema.Question;
import dev.reeve.schema.RegionEvent;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The demo while events flow: one thread that moves the simulator's clock along with the real one,
 * sends what is due, takes in what has been committed, lets the operator answer and draws.
 */
final class LiveRun implements AutoCloseable {

  private static final Duration TICK = Duration.ofMillis(20);
  private static final long CHECKPOINTS_EVERY = 2_000;
  private static final long STALLED_AFTER = 90_000;

  private final DemoOptions options;
  private final Clock clock;
  private final Display display;
  private final Interruption interruption;
  private final long epoch;
  private final TopicWriter writer;
  private final EventStream stream;
  private final CommittedOutput output;
  private final SimulatedOperator operator;
  private final CheckpointWatch checkpoints;
  private final Chaos chaos;
  private final Feed feed;
  private final LiveStatus status;
  private final Settlement settlement;
  private long shownAt = Long.MIN_VALUE;
  private long askedAt;

  /**
   * Gets ready; virtual time 0 is now.
   *
   * @param frame what the display shows and stays the same
   */
  LiveRun(
      DemoOptions options,
      DemoStack stack,
      DemoStatus frame,
      Display display,
      Interruption interruption,
      Clock clock) {
    this.options = options;
    this.clock = clock;
    this.display = display;
    this.interruption = interruption;
    this.epoch = clock.millis();
    this.writer = new TopicWriter(stack.addresses().bootstrap());
    int schemaId = stack.contracts().ids().idOf(RegionEvent.getClassSchema());
    FleetOptions fleet =
        new FleetOptions(options.seed(), options.rate(), epoch, DemoOptions.LATENESS, schemaId);
    this.stream = new EventStream(new FleetSimulator(fleet), writer, stack.addresses());
    this.feed = new Feed(epoch);
    this.operator = new SimulatedOperator(stack.addresses(), stack.contracts(), writer);
    this.output =
        new CommittedOutput(
            stack.addresses(),
            stack.contracts(),
            DemoStack.regionNames(),
            clock,
            feed::tell,
            this::asked);
    this.checkpoints = new CheckpointWatch(stack.flink().webUrl(), stack.jobIds());
    this.chaos = new Chaos(stack.flink().cluster(), DemoStack.regionNames().size(), options.seed());
    this.status = new LiveStatus(stream, output.ledgers(), checkpoints, feed, frame, epoch);
    this.settlement = new Settlement(stream, output.ledgers());
  }

  /** Streams until the time is up or somebody asks for an end. */
  void stream() {
    long nextStrike = options.chaosSeconds() * 1_000;
    long end = options.seconds() == 0 ? Long.MAX_VALUE : options.seconds() * 1_000;
    while (!interruption.requested() && now() < end) {
      stream.sendUntil(Math.min(now(), end));
      step("streaming");
      boolean due = options.chaosSeconds() > 0 && now() >= nextStrike;
      if (display.strikeWanted() || due) {
        strike();
        nextStrike = now() + options.chaosSeconds() * 1_000;
      }
    }
    writer.flush();
  }

  /**
   * Waits until everything that was sent is accounted for.
   *
   * @param questionsToo whether to wait for answers and deadlines as well
   * @return what is missing when nothing has changed for a minute and a half, or empty
   */
  List<String> settle(boolean questionsToo) {
    List<String> open = settlement.open(questionsToo);
    long changedAt = now();
    while (!open.isEmpty() && now() - changedAt < STALLED_AFTER) {
      step("settling");
      List<String> before = open;
      open = settlement.open(questionsToo);
      changedAt = open.equals(before) ? changedAt : now();
    }
    writer.flush();
    return open;
  }

  /** Takes in everything that has been committed until now. */
  void drain() {
    output.drain();
  }

  /** Milliseconds of virtual time. */
  long now() {
    return clock.millis() - epoch;
  }

  Settlement settlement() {
    return settlement;
  }

  EventStream events() {
    return stream;
  }

  LiveStatus status() {
    return status;
  }

  Map<String, RegionLedger> ledgers() {
    return output.ledgers();
  }

  int strikes() {
    return chaos.strikes();
  }

  @Override
  public void close() {
    output.close();
    writer.close();
  }

  private void step(String phase) {
    output.poll(TICK);
    operator.answerDue(clock.millis());
    long now = now();
    if (now - askedAt >= CHECKPOINTS_EVERY) {
      askedAt = now;
      checkpoints.ask();
    }
    if (shownAt == Long.MIN_VALUE || now - shownAt >= display.pace()) {
      shownAt = now;
      display.show(status.at(phase, now));
    }
  }

  private void asked(Question question) {
    if (options.operator()) {
      operator.ask(question, clock.millis());
    }
  }

  private void strike() {
    chaos.strike();
    feed.tell(now(), "a TaskManager was ended; its job goes on from the last checkpoint");
  }
}
