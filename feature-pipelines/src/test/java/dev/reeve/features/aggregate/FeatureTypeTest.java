package dev.reeve.features.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.schema.release.FeatureType;
import org.junit.jupiter.api.Test;

/** What definitions say of a feature's type, aggregates keep. */
class FeatureTypeTest {

  @Test
  void everyAggregateGivesTheTypeThatItsNameStandsFor() {
    assertThat(Aggregate.all().values())
        .allSatisfy(
            aggregate ->
                assertThat(aggregate.valueType())
                    .as(aggregate.title())
                    .isEqualTo(FeatureType.ofAggregate(aggregate.title())));
  }
}
