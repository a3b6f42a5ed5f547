package dev.reeve.control.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.control.demo.SimulatedOperator.Manner;
import dev.reeve.schema.identity.Digest;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whether the simulated person does what its description says, for the question's sake alone. */
class SimulatedOperatorTest {

  @Test
  void approvesMostDeniesSomeAndLetsSomePass() {
    Map<Manner, Integer> manners = new EnumMap<>(Manner.class);
    for (int i = 0; i < 10_000; i++) {
      manners.merge(SimulatedOperator.manner(question(i)), 1, Integer::sum);
    }
    assertThat(manners.get(Manner.APPROVE)).isBetween(6_300, 6_700);
    assertThat(manners.get(Manner.DENY)).isBetween(1_350, 1_650);
    assertThat(manners.get(Manner.SILENT)).isBetween(1_850, 2_150);
  }

  @Test
  void thinksForOneToThreeSeconds() {
    for (int i = 0; i < 1_000; i++) {
      assertThat(SimulatedOperator.thought(question(i))).isBetween(1_000L, 2_999L);
    }
  }

  @Test
  void theSameQuestionMeetsTheSameManner() {
    assertThat(SimulatedOperator.manner(question(1))).isEqualTo(Manner.APPROVE);
    assertThat(SimulatedOperator.thought(question(1))).isEqualTo(2_374);
  }

  private static String question(int i) {
    return Digest.of("question", Integer.toString(i)).substring(0, 32);
  }
}
