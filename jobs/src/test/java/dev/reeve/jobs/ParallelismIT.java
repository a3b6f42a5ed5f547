package dev.reeve.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.jobs.testing.Expected;
import dev.reeve.jobs.testing.InThisJvm;
import dev.reeve.jobs.testing.Outputs;
import dev.reeve.jobs.testing.SentEvent;
import dev.reeve.jobs.testing.TestingRegion;
import dev.reeve.jobs.testing.TestingStack;
import dev.reeve.schema.Action;
import dev.reeve.schema.Decision;
import dev.reeve.schema.ObservedPart;
import dev.reeve.schema.wire.WireFormat;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/** Do results depend on the number of subtasks? */
class ParallelismIT {

  /** Actions and the repeatable parts of decisions, as bytes, by entity in order. */
  private record Result(Map<String, List<String>> actions, Map<String, List<String>> decisions) {}

  @Test
  void sameInputGivesTheSameBytesForEachEntityWithOneAndWithTwoSubtasks() throws Exception {
    Result one = run("alone", 1);
    Result two = run("paired", 2);

    assertThat(one.decisions()).hasSizeGreaterThan(10);
    assertThat(two.actions().equals(one.actions())).as("the same actions").isTrue();
    assertThat(two.decisions().equals(one.decisions())).as("the same decisions").isTrue();
  }

  private static Result run(String name, int parallelism) throws Exception {
    try (TestingRegion region = new TestingRegion(TestingStack.get(), name);
        Outputs outputs = region.outputs();
        InThisJvm flink = InThisJvm.start(name)) {
      flink.submit(
          region.options(
              "--checkpoint-interval", "500ms", "--parallelism", Integer.toString(parallelism)));
      outputs.awaitRunning(region.release("host-watch.json", 1), parallelism);
      List<SentEvent> sent = region.events(7).next(5_000);
      region.publish(sent);
      outputs.awaitRead(sent.size());
      outputs.awaitExact(Expected.of(sent));
      return new Result(
          outputs.actions().stream().collect(byEntity(Action::getEntity, ParallelismIT::bytes)),
          outputs.decisions().stream()
              .collect(byEntity(Decision::getEntity, ParallelismIT::repeatable)));
    }
  }

  private static <T> Collector<T, ?, Map<String, List<String>>> byEntity(
      Function<T, String> entity, Function<T, String> text) {
    return Collectors.groupingBy(
        entity, TreeMap::new, Collectors.mapping(text, Collectors.toList()));
  }

  private static String repeatable(Decision decision) {
    return bytes(
        Decision.newBuilder(decision).setObserved(ObservedPart.newBuilder().build()).build());
  }

  private static String bytes(SpecificRecord record) {
    return HexFormat.of().formatHex(WireFormat.encode(0, record));
  }
}
