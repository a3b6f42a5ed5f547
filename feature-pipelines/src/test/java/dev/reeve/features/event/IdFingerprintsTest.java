package dev.reeve.features.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IdFingerprintsTest {

  @Test
  void everyAddedIdMayBeThereAndFewOthers() {
    Random random = new Random(7);
    IdFingerprints fingerprints = new IdFingerprints();
    Set<String> added = new HashSet<>();
    for (int i = 0; i < 20_000; i++) {
      String id = Long.toString(random.nextLong(30_000), 36);
      fingerprints.add(id);
      added.add(id);
      assertThat(fingerprints.mayContain(id)).isTrue();
    }
    assertThat(fingerprints.size()).isEqualTo(added.size());
    assertThat(added).allMatch(fingerprints::mayContain);
    int others = 0;
    for (int i = 30_000; i < 60_000; i++) {
      others += fingerprints.mayContain(Integer.toString(i, 36)) ? 1 : 0;
    }
    assertThat(others).isZero();
  }

  @Test
  void theEmptyIdIsAnIdAsOthers() {
    IdFingerprints fingerprints = new IdFingerprints();
    fingerprints.add("");
    assertThat(fingerprints.mayContain("")).isTrue();
    assertThat(fingerprints.mayContain(" ")).isFalse();
    assertThat(fingerprints.heapBytes()).isLessThan(200);
  }
}
