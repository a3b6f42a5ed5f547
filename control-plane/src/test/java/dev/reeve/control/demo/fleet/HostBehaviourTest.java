package dev.reeve.control.demo.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Whether incidents can be seen in the measures, and ordinary days stay ordinary. */
class HostBehaviourTest {

  private static final Host WEB = new Host("cloud", "web-01", "web", false, true, 0.9);

  @Test
  void everyIncidentMovesItsOwnMeasures() {
    Map<String, Double> quiet = mean(null);
    Map<String, Double> surge = mean(incident(Incident.Kind.SURGE));
    Map<String, Double> leak = mean(incident(Incident.Kind.LEAK));
    Map<String, Double> fault = mean(incident(Incident.Kind.FAULT));
    assertThat(surge.get("cpu") - quiet.get("cpu")).isGreaterThan(30);
    assertThat(surge.get("queue") - quiet.get("queue")).isGreaterThan(60);
    assertThat(leak.get("memory") - quiet.get("memory")).isGreaterThan(30);
    assertThat(leak.get("cpu") - quiet.get("cpu")).isBetween(-3.0, 3.0);
    assertThat(fault.get("error_rate") - quiet.get("error_rate")).isGreaterThan(0.2);
  }

  @Test
  void aLoadTestLooksLikeASurge() {
    assertThat(mean(incident(Incident.Kind.LOAD_TEST)))
        .isEqualTo(mean(incident(Incident.Kind.SURGE)));
  }

  @Test
  void aDayGoesUpAndDown() {
    SplittableRandom random = new SplittableRandom(1);
    double night = 0;
    double noon = 0;
    for (int i = 0; i < 200; i++) {
      night += HostBehaviour.measures(WEB, 0, 0, null, random).get("requests") / 200;
      noon +=
          HostBehaviour.measures(WEB, HostBehaviour.DAY / 2, 0, null, random).get("requests") / 200;
    }
    assertThat(night).isBetween(40.0, 50.0);
    assertThat(noon).isBetween(170.0, 190.0);
  }

  private static Map<String, Double> mean(Incident incident) {
    SplittableRandom random = new SplittableRandom(5);
    Map<String, Double> sums = new java.util.TreeMap<>();
    for (int i = 0; i < 200; i++) {
      HostBehaviour.measures(WEB, 16_000, 0, incident, random)
          .forEach((name, value) -> sums.merge(name, value / 200, Double::sum));
    }
    return sums;
  }

  private static Incident incident(Incident.Kind kind) {
    return new Incident("cloud", "web-01", kind, "x", 12_000, 18_000, 1.0);
  }
}
