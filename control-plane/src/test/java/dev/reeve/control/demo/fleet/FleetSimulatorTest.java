package dev.reeve.control.demo.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.schema.identity.Digest;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whether the simulator is its seed's alone, and whether it sends what it says. */
class FleetSimulatorTest {

  private static final long EPOCH = 1_700_000_000_000L;
  private static final long LATENESS = 5_000;

  @Test
  void usageExample() {
    FleetSimulator simulator = simulator(42);
    List<Emission> firstSecond = simulator.until(1_000);
    assertThat(firstSecond).hasSizeBetween(280, 320);
    assertThat(firstSecond).extracting(Emission::region).contains("plant", "cloud", "edge");
    assertThat(firstSecond).isSortedAccordingTo((a, b) -> Long.compare(a.at(), b.at()));
  }

  @Test
  void sameSeedSameBytesWhateverTheSteps() {
    FleetSimulator small = simulator(42);
    List<Emission> inSmallSteps = new ArrayList<>();
    for (long t = 0; t <= 60_000; t += 37) {
      inSmallSteps.addAll(small.until(Math.min(t, 60_000)));
    }
    inSmallSteps.addAll(small.until(60_000));
    FleetSimulator large = simulator(42);
    assertThat(digest(large.until(60_000))).isEqualTo(digest(inSmallSteps));
    assertThat(large.incidents()).isEqualTo(small.incidents());
  }

  @Test
  void bytesOfTheSeedAreTheSameInEveryJvm() {
    assertThat(digest(simulator(42).until(30_000)))
        .isEqualTo("01305c26fe42b7d6313fb73bd081caebd80eced53b8a92785558ff0d4307c397");
  }

  @Test
  void anotherSeedIsAnotherRun() {
    assertThat(digest(simulator(43).until(10_000)))
        .isNotEqualTo(digest(simulator(42).until(10_000)));
  }

  @Test
  void everyFateOccursInEveryRegion() {
    Map<String, Map<Fate, Long>> fates =
        simulator(42).until(120_000).stream()
            .collect(
                Collectors.groupingBy(
                    Emission::region,
                    Collectors.groupingBy(
                        Emission::fate, () -> new EnumMap<>(Fate.class), Collectors.counting())));
    assertThat(fates).hasSize(3);
    fates.values().forEach(f -> assertThat(f.keySet()).containsExactly(Fate.values()));
  }

  @Test
  void everyRegionSeesEveryKindOfIncidentWithinTwentySeconds() {
    for (long seed = 0; seed < 50; seed++) {
      FleetSimulator simulator = simulator(seed);
      simulator.until(22_000);
      Map<String, Set<Incident.Kind>> kinds =
          simulator.incidents().stream()
              .collect(
                  Collectors.groupingBy(
                      Incident::region, Collectors.mapping(Incident::kind, Collectors.toSet())));
      assertThat(kinds.keySet()).containsExactlyInAnyOrder("plant", "cloud", "edge");
      kinds
          .values()
          .forEach(
              k ->
                  assertThat(k)
                      .contains(
                          Incident.Kind.SURGE,
                          Incident.Kind.LEAK,
                          Incident.Kind.FAULT,
                          Incident.Kind.LOAD_TEST));
    }
  }

  @Test
  void incidentsOfOneHostNeverMeet() {
    FleetSimulator simulator = simulator(7);
    simulator.until(600_000);
    Map<String, List<Incident>> byHost =
        simulator.incidents().stream().collect(Collectors.groupingBy(i -> i.region() + i.host()));
    assertThat(simulator.incidents()).hasSizeGreaterThan(300);
    for (List<Incident> incidents : byHost.values()) {
      for (int i = 1; i < incidents.size(); i++) {
        assertThat(incidents.get(i).start())
            .isGreaterThanOrEqualTo(incidents.get(i - 1).end() + IncidentSchedule.REST);
      }
    }
  }

  @Test
  void virtualTimeDoesNotRunBackwards() {
    FleetSimulator simulator = simulator(1);
    simulator.until(10);
    assertThatThrownBy(() -> simulator.until(9))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("from 10 to 9");
  }

  @Test
  void ratesOutsideTheRangeAreRefused() {
    assertThatThrownBy(() -> new FleetOptions(1, 0, EPOCH, LATENESS, 1))
        .hasMessageContaining("rate is 0.0")
        .hasMessageContaining("above 0 and at most 200000");
    assertThatThrownBy(() -> new FleetOptions(1, Double.NaN, EPOCH, LATENESS, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static FleetSimulator simulator(long seed) {
    return new FleetSimulator(new FleetOptions(seed, 300, EPOCH, LATENESS, 1));
  }

  private static String digest(List<Emission> emissions) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (Emission emission : emissions) {
      all.writeBytes(Long.toString(emission.at()).getBytes());
      all.writeBytes(emission.region().getBytes());
      all.writeBytes(emission.key());
      all.writeBytes(emission.value());
      all.writeBytes(emission.fate().name().getBytes());
    }
    return Digest.of(all.toByteArray());
  }
}
