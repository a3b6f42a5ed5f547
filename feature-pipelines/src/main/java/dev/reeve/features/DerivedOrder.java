package dev.reeve.features;

import dev.reeve.expression.ExpressionCompiler;
import dev.reeve.schema.release.FeatureDefinition;
import dev.reeve.schema.release.FeatureSetDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The order in which derived features are computed: each after those that it names. */
final class DerivedOrder {

  private enum Mark {
    UNDER_WAY,
    DONE
  }

  private final List<FeatureDefinition> features;
  private final Map<String, Integer> positions = new HashMap<>();
  private final Map<Integer, List<Integer>> needs = new HashMap<>();
  private final Map<Integer, Mark> marks = new HashMap<>();
  private final List<Integer> order = new ArrayList<>();
  private final List<List<String>> cycles = new ArrayList<>();

  private DerivedOrder(FeatureSetDefinition set) {
    features = set.features();
    for (int i = 0; i < features.size(); i++) {
      if (features.get(i).name() != null) {
        positions.putIfAbsent(features.get(i).name(), i);
      }
    }
  }

  static DerivedOrder of(FeatureSetDefinition set) {
    DerivedOrder order = new DerivedOrder(set);
    for (int i = 0; i < order.features.size(); i++) {
      if (!order.features.get(i).expression().isEmpty()) {
        order.visit(i, new ArrayList<>());
      }
    }
    return order;
  }

  /** Positions of the derived features; without meaning if there are cycles. */
  List<Integer> order() {
    return order;
  }

  /** Positions of the features that a derived one names. */
  List<Integer> needs(int feature) {
    return needs.get(feature);
  }

  /** Features that need themselves: each cycle with its first name again at the end. */
  List<List<String>> cycles() {
    return cycles;
  }

  private void visit(int feature, List<Integer> path) {
    if (marks.get(feature) == Mark.DONE) {
      return;
    }
    path.add(feature);
    if (marks.get(feature) == Mark.UNDER_WAY) {
      cycles.add(
          path.subList(path.indexOf(feature), path.size()).stream()
              .map(i -> features.get(i).name())
              .toList());
    } else {
      marks.put(feature, Mark.UNDER_WAY);
      List<Integer> named = new ArrayList<>();
      for (String name : ExpressionCompiler.namesIn(features.get(feature).expression())) {
        Integer other = positions.get(name);
        if (other != null) {
          named.add(other);
          if (!features.get(other).expression().isEmpty()) {
            visit(other, path);
          }
        }
      }
      needs.put(feature, List.copyOf(named));
      marks.put(feature, Mark.DONE);
      order.add(feature);
    }
    path.remove(path.size() - 1);
  }
}
