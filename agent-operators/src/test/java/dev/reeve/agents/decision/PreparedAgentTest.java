package dev.reeve.agents.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.agents.Agent;
import dev.reeve.agents.Argument;
import dev.reeve.agents.Evaluation;
import dev.reeve.agents.Proposal;
import dev.reeve.agents.TestingRelease;
import dev.reeve.schema.release.Release;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever an agent in Java gives or throws, the job goes on and the record says why. */
class PreparedAgentTest {

  static Stream<Arguments> broken() {
    return Stream.of(
        Arguments.of("no argument, kind or text", argument(null)),
        Arguments.of("no argument, kind or text", argument(new Argument("int", null))),
        Arguments.of("no argument, kind or text", argument(new Argument(null, "1"))),
        Arguments.of("another kind than", argument(new Argument("json", "1"))),
        Arguments.of("4097 characters", argument(Argument.of("x".repeat(4_097)))),
        Arguments.of("null for why", proposal(new Proposal("restart", new TreeMap<>(), null))),
        Arguments.of(
            "a reason of 4097 characters",
            proposal(new Proposal("restart", new TreeMap<>(), "x".repeat(4_097)))),
        Arguments.of("does not declare", proposal(new Proposal(null, Map.of()))),
        Arguments.of("java.lang.AssertionError", throwing(new AssertionError())),
        Arguments.of("java.lang.StackOverflowError", throwing(new StackOverflowError())),
        Arguments.of("java.io.IOException", throwing(new java.io.IOException())));
  }

  @ParameterizedTest
  @MethodSource("broken")
  void whatBreaksTheContractIsAFailureOfTheAgent(String reason, Agent agent) {
    assertThatThrownBy(() -> prepared(agent).evaluate(TestingRelease.input(99, 60, "critical")))
        .isInstanceOf(PreparedAgent.AgentFailure.class)
        .hasMessageContaining(reason);
  }

  @ParameterizedTest
  @MethodSource("ofTheProcess")
  void whatConcernsTheProcessIsNotTheAgents(Throwable thrown) {
    assertThatThrownBy(() -> prepared(throwing(thrown)).evaluate(null)).isSameAs(thrown);
  }

  static Stream<Throwable> ofTheProcess() {
    return Stream.of(new OutOfMemoryError(), new InterruptedException());
  }

  @Test
  void argumentsAreOrderedByNameWhateverTheOrderOfTheAgentsMap() throws Exception {
    SortedMap<String, Argument> backwards = new TreeMap<>(Comparator.reverseOrder());
    backwards.put("a", Argument.of(1L));
    backwards.put("b", Argument.of(2L));
    Evaluation evaluation =
        prepared(proposal(new Proposal("restart", backwards, ""))).evaluate(null);
    assertThat(evaluation.proposals().get(0).parameters().keySet()).containsExactly("a", "b");
  }

  private static PreparedAgent prepared(Agent agent) {
    Release sound = TestingRelease.read().release();
    return new PreparedAgent(sound.agents().get(0), sound.featureSets().get(0), List.of(), agent);
  }

  private static Agent argument(Argument argument) {
    SortedMap<String, Argument> arguments = new TreeMap<>();
    arguments.put("a", argument);
    return proposal(new Proposal("restart", arguments, ""));
  }

  private static Agent proposal(Proposal proposal) {
    return input -> new Evaluation(true, null, List.of(proposal));
  }

  private static Agent throwing(Throwable thrown) {
    return input -> {
      throw PreparedAgentTest.<RuntimeException>unchecked(thrown);
    };
  }

  /** Code of an agent may come from a compiler that knows no checked exceptions. */
  @SuppressWarnings("unchecked")
  private static <T extends Throwable> T unchecked(Throwable thrown) throws T {
    throw (T) thrown;
  }
}
