package dev.reeve.features;

import dev.reeve.expression.Expression;
import dev.reeve.schema.RegionEvent;
import java.util.List;
import java.util.Map;

/**
 * What one event gives to each input of a feature set. Each filter is evaluated once for an event;
 * an event that leaves a filter undetermined is not let through.
 */
final class EventInputs {

  private final List<FeatureInput> inputs;
  private final List<Expression> filters;
  private final int[] filterOf;
  private final boolean[] passed;
  private final boolean[] taken;
  private final double[] numbers;
  private final String[] texts;

  EventInputs(FeatureSetPlan plan) {
    inputs = plan.inputs();
    filters = plan.filters();
    filterOf = new int[inputs.size()];
    for (int i = 0; i < filterOf.length; i++) {
      filterOf[i] = -1;
      for (int j = 0; j < filters.size(); j++) {
        if (filters.get(j).source().equals(inputs.get(i).filter())) {
          filterOf[i] = j;
        }
      }
    }
    passed = new boolean[filters.size()];
    taken = new boolean[inputs.size()];
    numbers = new double[inputs.size()];
    texts = new String[inputs.size()];
  }

  /** Reads an event; null stands for none, which gives nothing to any input. */
  void read(RegionEvent event) {
    for (int i = 0; i < passed.length; i++) {
      passed[i] = event != null && filters.get(i).evaluate(name -> valueOf(name, event)).isTrue();
    }
    Map<String, Double> measures = event == null ? null : event.getMeasures();
    for (int i = 0; i < taken.length; i++) {
      taken[i] = event != null && (filterOf[i] < 0 || passed[filterOf[i]]);
      if (taken[i]) {
        FeatureInput input = inputs.get(i);
        if (input.isText()) {
          texts[i] = event.getAttributes().get(input.attribute());
          taken[i] = texts[i] != null;
        } else if (input.measure().isEmpty()) {
          numbers[i] = 1;
        } else {
          Double value = measures.get(input.measure());
          taken[i] = value != null;
          numbers[i] = value == null ? Double.NaN : value;
        }
      }
    }
  }

  /** Whether the event gives a value to the input. */
  boolean has(int input) {
    return taken[input];
  }

  double number(int input) {
    return numbers[input];
  }

  String text(int input) {
    return texts[input];
  }

  boolean isText(int input) {
    return inputs.get(input).isText();
  }

  private static Object valueOf(String name, RegionEvent event) {
    int dot = name.indexOf('.');
    String key = name.substring(dot + 1);
    return switch (name.substring(0, Math.max(0, dot))) {
      case "measure" -> event.getMeasures().get(key);
      case "attribute" -> event.getAttributes().get(key);
      case "event" ->
          switch (key) {
            case "time" -> event.getEventTime();
            case "entity" -> event.getEntity();
            case "region" -> event.getRegion();
            default -> null;
          };
      default -> null;
    };
  }
}
