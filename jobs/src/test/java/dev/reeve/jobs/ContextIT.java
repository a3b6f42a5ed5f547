package dev.reeve.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.reeve.jobs.testing.InThisJvm;
import dev.reeve.jobs.testing.Outputs;
import dev.reeve.jobs.testing.SentEvent;
import dev.reeve.jobs.testing.TestingRegion;
import dev.reeve.jobs.testing.TestingStack;
import dev.reeve.schema.ContextValue;
import dev.reeve.schema.Decision;
import dev.reeve.schema.RegionEvent;
import dev.reeve.schema.wire.WireDecoder;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Do two subtasks over four partitions agree on the numbers of the whole region? */
class ContextIT {

  @Test
  void whatADecisionQuotesIsTheNaiveAggregateOverAllAcceptedEvents() throws Exception {
    try (TestingRegion region = new TestingRegion(TestingStack.get(), "context");
        Outputs outputs = region.outputs();
        InThisJvm flink = InThisJvm.start("context")) {
      flink.submit(region.options("--checkpoint-interval", "300ms", "--parallelism", "2"));
      outputs.awaitRunning(region.release("fleet-context.json", 1), 2);
      List<SentEvent> sent = region.events(3).next(4_000);
      region.publish(sent);
      // Once the accounts of all events are committed, so is what was merged ahead of them.
      outputs.awaitRead(sent.size());
      List<RegionEvent> accepted = accepted(sent);
      long last = accepted.stream().mapToLong(RegionEvent::getEventTime).max().orElseThrow();
      region.publish(List.of(region.events(4).of("h0", "question", last, 2.0)));
      Awaitility.await("the decision about the question")
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> assertThat(outputs.decisions()).hasSize(1));

      Decision decision = outputs.decisions().get(0);
      long minute = 1_000 * (Math.floorDiv(last, 1_000L) - 59);
      long longer = 2_000 * (Math.floorDiv(last, 2_000L) - 44);
      List<Double> loads = loads(accepted, minute);
      long busy = loads(accepted, longer).stream().filter(load -> load > 0.5).count();
      double peak = loads.stream().mapToDouble(load -> load).max().orElseThrow();
      assertThat(decision.getContext())
          .extracting(
              ContextValue::getName,
              ContextValue::getValue,
              ContextValue::getCount,
              ContextValue::getAsOf,
              ContextValue::getStatus)
          .containsExactly(
              tuple("busy", (double) busy, busy, last, "FRESH"),
              tuple("events", (double) loads.size(), (long) loads.size(), last, "FRESH"),
              tuple("peak", peak, (long) loads.size(), last, "FRESH"));
      assertThat(decision.getScore()).isEqualTo((double) busy / loads.size());
      assertThat(decision.getVerdict()).isEqualTo("allowed");
    }
  }

  private static List<RegionEvent> accepted(List<SentEvent> sent) {
    WireDecoder<RegionEvent> decoder =
        new WireDecoder<>(RegionEvent.class, id -> Optional.of(RegionEvent.getClassSchema()));
    List<RegionEvent> accepted = new ArrayList<>();
    for (SentEvent event : sent) {
      if (event.fate().equals("accepted")) {
        accepted.add(decoder.decode(ByteBuffer.wrap(event.value())).record());
      }
    }
    return accepted;
  }

  private static List<Double> loads(List<RegionEvent> events, long from) {
    return events.stream()
        .filter(event -> event.getEventTime() >= from)
        .map(event -> event.getMeasures().get("load"))
        .toList();
  }
}
