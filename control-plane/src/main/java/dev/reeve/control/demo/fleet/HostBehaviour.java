package dev.reeve.control.demo.fleet;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * What a host measures at a moment: a daily rhythm, noise, and what an incident does to it. A day
 * lasts {@link #DAY} of virtual time. Only {@link StrictMath} is used, so every JVM gives the same
 * bits.
 */
final class HostBehaviour {

  /** Length of a day: one minute of virtual time, in milliseconds. */
  static final long DAY = 60_000;

  private HostBehaviour() {}

  /**
   * The measures of a host: cpu and memory in percent, latency in milliseconds, error_rate as a
   * fraction, queue in waiting requests, requests per second.
   *
   * @param t virtual time in milliseconds
   * @param phase shift of the region's day, as a fraction of a day
   * @param incident the host's latest incident, null before the first
   */
  static Map<String, Double> measures(
      Host host, long t, double phase, Incident incident, SplittableRandom random) {
    double rhythm = 0.5 - 0.5 * StrictMath.cos(2 * StrictMath.PI * ((double) t / DAY + phase));
    double busy = host.load() * rhythm;
    double surge = 0;
    double leak = 0;
    double fault = 0;
    if (incident != null) {
      switch (incident.kind()) {
        case SURGE, LOAD_TEST, UNANNOUNCED_TEST ->
            surge = incident.severity() * incident.development(t, 0.15);
        case LEAK -> leak = incident.severity() * incident.development(t, 0.5);
        case FAULT -> fault = incident.severity() * incident.development(t, 0.05);
      }
    }
    Map<String, Double> measures = new TreeMap<>();
    measures.put("cpu", within(22 + 40 * busy + 60 * surge + 5 * gauss(random), 0, 100));
    measures.put("memory", within(42 + 12 * busy + 52 * leak + 2 * gauss(random), 0, 100));
    measures.put("queue", within(4 + 12 * busy + 90 * surge + 4 * gauss(random), 0, 1_000));
    measures.put(
        "latency_ms", 15 + 25 * busy + 160 * surge + 220 * fault + 8 * exponential(random));
    measures.put("error_rate", within(0.004 * exponential(random) + 0.35 * fault, 0, 1));
    measures.put("requests", within(150 * (0.3 + busy + 2 * surge) + 8 * gauss(random), 0, 5_000));
    return measures;
  }

  private static double within(double value, double low, double high) {
    return Math.max(low, Math.min(high, value));
  }

  /** Standard normal by Box and Muller: a fixed number of draws, the same in every JVM. */
  private static double gauss(SplittableRandom random) {
    double radius = StrictMath.sqrt(2 * exponential(random));
    return radius * StrictMath.cos(2 * StrictMath.PI * random.nextDouble());
  }

  private static double exponential(SplittableRandom random) {
    return -StrictMath.log(1 - random.nextDouble());
  }
}
