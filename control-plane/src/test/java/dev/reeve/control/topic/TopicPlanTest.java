package dev.reeve.control.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Do topics have the settings that the jobs' promises rest on? */
class TopicPlanTest {

  private final List<TopicPlan> plans = TopicPlan.ofRegion("", "plant", 4);

  @Test
  void theBrokerSaysWhenAnAnswerCame() {
    assertThat(plans)
        .filteredOn(plan -> "LogAppendTime".equals(plan.configs().get("message.timestamp.type")))
        .extracting(TopicPlan::name)
        .containsExactly("plant.answers");
  }

  @Test
  void whatJobsWriteIsNotRefusedForItsSize() {
    assertThat(plans)
        .filteredOn(plan -> "4259840".equals(plan.configs().get("max.message.bytes")))
        .extracting(TopicPlan::name)
        .containsExactly(
            "plant.decisions",
            "plant.actions",
            "plant.questions",
            "plant.usage",
            "plant.rejected",
            "plant.accounts");
  }
}
