package dev.reeve.features.flink;

import static dev.reeve.features.expectation.TestingExpectations.range;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.features.expectation.TestingExpectations;
import dev.reeve.schema.FeatureBundle;
import dev.reeve.schema.FeatureVector;
import dev.reeve.schema.RejectedRecord;
import dev.reeve.schema.release.FeatureSetDefinition;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Does what an expectation declares follow from a violation, for its own feature set alone? */
class ViolationReportTest {

  @Test
  void aRejectedEventIsAcceptedAllTheSameAndLeavesARecordForTheSetThatRefusesIt() throws Exception {
    FeatureSetDefinition strict =
        TestingExpectations.set(
            range("sane", "cpu", 0.0, 100.0, "reject"),
            range("low", "cpu", null, 50.0, "flag"),
            range("positive", "cpu", 0.0, null, "reject"));
    FeatureSetDefinition other =
        new FeatureSetDefinition(
            "other",
            1,
            "host",
            "",
            "",
            strict.measures(),
            Map.of(),
            "1h",
            null,
            null,
            null,
            List.of(range("hot", "cpu", 1_000.0, null, "count")),
            strict.features());
    try (FeaturesHarness harness = new FeaturesHarness(null)) {
      harness.activate(1, strict, other);
      harness.send("h1", "a", 1_000, 60);
      harness.send("h1", "b", 2_000, -1);
      harness.send("h1", "b", 2_000, 5);

      FeatureBundle flagged = harness.bundles().get(0);
      assertThat(flagged.getVectors().get(0).getViolations()).containsExactly("low");
      assertThat(flagged.getRefused()).isEmpty();
      FeatureBundle refused = harness.bundles().get(1);
      assertThat(refused.getVectors())
          .extracting(FeatureVector::getFeatureSet)
          .containsExactly("other");
      assertThat(refused.getVectors().get(0).getViolations()).isEmpty();
      assertThat(refused.getRefused()).containsExactly("host_load@1");

      assertThat(harness.rejected()).hasSize(1);
      RejectedRecord record = harness.rejected().get(0);
      assertThat(record.getReason()).isEqualTo("EXPECTATION");
      assertThat(record.getStage()).isEqualTo("features");
      assertThat(record.getFeatureSet()).isEqualTo("host_load@1");
      assertThat(record.getExpectation()).isEqualTo("sane");
      assertThat(record.getEventId()).isEqualTo("b");
      assertThat(record.getDetail())
          .isEqualTo(
              "measures.cpu is -1.0; allowed is 0.0 to 100.0;"
                  + " measures.cpu is -1.0; allowed is 0.0 or more");
      assertThat(harness.counts())
          .isEqualTo(
              Map.of(
                  "accepted", 2L,
                  "duplicates", 1L,
                  "features", 3L,
                  "refused.host_load@1", 1L,
                  "violations.host_load@1.sane", 1L,
                  "violations.host_load@1.low", 1L,
                  "violations.host_load@1.positive", 1L,
                  "violations.other@1.hot", 2L));
    }
  }
}
