package dev.reeve.benchmarks.windows;

import dev.reeve.schema.release.FeatureDefinition;
import dev.reeve.schema.release.FeatureSetDefinition;
import dev.reeve.schema.release.WindowDefinition;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The events of the comparison and the windows over them: mean and maximum of one measure. Event i
 * belongs to entity i mod keys; all entities tick together, {@code eventsPerPane} times in each
 * pane of a second. Everything is a function of i.
 *
 * @param windows number of windows
 * @param layout how they lie
 * @param eventsPerPane events of one entity in one pane
 * @param keys number of entities
 */
public record WindowLoad(int windows, Layout layout, int eventsPerPane, int keys)
    implements Serializable {

  /** What "n windows" means. */
  public enum Layout {
    /** One window of n panes: in Flink's terms size/slide = n windows overlap at every moment. */
    OVERLAPPING,
    /** n windows of 1, 2, … n panes, each sliding by a pane. */
    LENGTHS
  }

  /** Length of a pane and of every slide, event-time milliseconds. */
  public static final long PANE = 1_000;

  /** The measure. */
  public static final String MEASURE = "cpu";

  /** Type of the entities. */
  public static final String ENTITY_TYPE = "host";

  /** Lengths of the windows in panes, ascending. */
  public List<Integer> lengths() {
    return switch (layout) {
      case OVERLAPPING -> List.of(windows);
      case LENGTHS -> IntStream.rangeClosed(1, windows).boxed().toList();
    };
  }

  /** Number of the entity of event i. */
  public int key(long i) {
    return (int) (i % keys);
  }

  /** Event-time milliseconds of event i. */
  public long time(long i) {
    return i / keys * PANE / eventsPerPane;
  }

  /** Events of all entities in one pane. */
  public long eventsInPane() {
    return (long) keys * eventsPerPane;
  }

  /** Value of event i: a quarter of an integer, so that sums are exact in any order. */
  public static double value(long i) {
    long bits = (i + 1) * 0x9E3779B97F4A7C15L;
    bits = (bits ^ bits >>> 30) * 0xBF58476D1CE4E5B9L;
    return ((bits ^ bits >>> 27) & 0x3FF) / 4.0;
  }

  /** The feature set that computes mean and maximum over each window, in the order of lengths. */
  public FeatureSetDefinition featureSet() {
    List<FeatureDefinition> features = new ArrayList<>();
    for (int panes : lengths()) {
      WindowDefinition window =
          new WindowDefinition(panes * PANE / 1_000 + "s", PANE / 1_000 + "s", null, null);
      features.add(feature("mean_" + panes, "mean", window));
      features.add(feature("max_" + panes, "max", window));
    }
    return new FeatureSetDefinition(
        "windows",
        1,
        ENTITY_TYPE,
        "mean and maximum over " + windows + " windows",
        "benchmarks",
        Map.of(MEASURE, "percent"),
        Map.of(),
        "1d",
        null,
        null,
        null,
        List.of(),
        features);
  }

  private static FeatureDefinition feature(String name, String aggregate, WindowDefinition window) {
    return new FeatureDefinition(
        name, MEASURE, "", "", aggregate, "", window, Map.of(), null, "percent", "");
  }
}
