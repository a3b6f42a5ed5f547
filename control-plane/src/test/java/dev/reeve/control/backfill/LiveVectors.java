package dev.reeve.control.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.schema.release.FeatureSetDefinition;

/**
 * What a live run published of a feature set, against which others are held.
 *
 * @param source where they can be read again
 * @param digests their digests
 */
record LiveVectors(FeatureSetDefinition set, RowSource source, VectorDigests digests) {

  /** Fails with the first vector that differs. */
  void assertSame(RowSource other) throws Exception {
    VectorDigests found = new VectorDigests();
    other.read(found);
    var difference = digests.firstDifference(found);
    if (difference.isPresent()) {
      assertThat(at(other, difference.get()))
          .as("vector of %s", set.id())
          .isEqualTo(at(source, difference.get()));
    }
    assertThat(difference).isEmpty();
  }

  private static String at(RowSource source, VectorDigests.Place place) throws Exception {
    int[] seen = {0};
    String[] found = {place + ": there is none"};
    source.read(
        (entity, row) -> {
          if (entity.equals(place.entity()) && seen[0]++ == place.vector()) {
            found[0] = place + ": " + row;
          }
        });
    return found[0];
  }

  /** How much was compared. */
  String extent() {
    return "%,d vectors of %d zones with %d features, SHA-256 %s"
        .formatted(digests.size(), digests.entities(), set.features().size(), digests.all());
  }
}
