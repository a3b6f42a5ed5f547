package dev.reeve.features.context;

import dev.reeve.expression.Variables;
import dev.reeve.schema.RegionEvent;

/**
 * What filters read of an event.
 *
 * @param event the event
 */
record EventVariables(RegionEvent event) implements Variables {

  @Override
  public Object valueOf(String name) {
    int dot = name.indexOf('.') + 1;
    String of = name.substring(dot);
    return switch (name.substring(0, dot)) {
      case "measure." -> event.getMeasures().get(of);
      case "attribute." -> event.getAttributes().get(of);
      case "event." ->
          switch (of) {
            case "time" -> event.getEventTime();
            case "entity" -> event.getEntity();
            case "region" -> event.getRegion();
            default -> null;
          };
      default -> null;
    };
  }
}
