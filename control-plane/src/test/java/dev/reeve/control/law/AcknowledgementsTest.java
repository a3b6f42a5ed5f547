package dev.reeve.control.law;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.schema.Acknowledgement;
import dev.reeve.schema.control.Activation;
import java.util.List;
import org.junit.jupiter.api.Test;

class AcknowledgementsTest {

  private static final Activation ACTIVATION = new Activation(7, List.of("*"), "abc");

  private final Acknowledgements answers =
      new Acknowledgements(ACTIVATION, List.of("plant", "edge"));

  @Test
  void completeWhenEverySubtaskOfBothOperatorsAnswered() {
    answers.add(answer("plant", "features", 0, 2, 7));
    answers.add(answer("plant", "features", 1, 2, 7));
    answers.add(answer("plant", "decide", 1, 2, 7));
    answers.add(answer("edge", "features", 0, 1, 7));
    assertThat(answers.missing()).containsExactly("edge/decide", "plant/decide/0");

    answers.add(answer("plant", "decide", 0, 2, 7));
    answers.add(answer("edge", "decide", 0, 1, 7));
    assertThat(answers.isComplete()).isTrue();
    assertThat(answers.refused()).isEmpty();
  }

  @Test
  void answersToOtherActivationsAndOfOtherRegionsDoNotCount() {
    answers.add(answer("edge", "features", 0, 1, 6));
    answers.add(answer("cloud", "features", 0, 1, 7));
    assertThat(answers.answers()).isEmpty();
  }

  @Test
  void refusalsAreTold() {
    Acknowledgement refusal = answer("edge", "decide", 0, 1, 7);
    refusal.setStatus("refused");
    answers.add(refusal);
    assertThat(answers.refused()).containsExactly(refusal);
  }

  private static Acknowledgement answer(
      String region, String operator, int subtask, int parallelism, long generation) {
    return new Acknowledgement(
        region, operator, subtask, parallelism, "abc", generation, "running", "");
  }
}
