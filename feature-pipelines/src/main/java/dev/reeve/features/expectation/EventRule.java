package dev.reeve.features.expectation;

import dev.reeve.features.window.WindowShape;
import dev.reeve.schema.RegionEvent;
import dev.reeve.schema.release.ExpectationDefinition;
import dev.reeve.schema.release.Span;
import java.util.Set;
import java.util.TreeSet;

/** A rule about the events of an entity. */
interface EventRule {

  /** What it remembers of an entity before the first event. */
  default Memory memory() {
    return Memory.NONE;
  }

  /** Bytes that it remembers of an entity, at most. */
  default int mostBytes() {
    return 0;
  }

  /** All that shapes what it remembers; empty when it remembers nothing. */
  default String layout() {
    return "";
  }

  /**
   * Judges an event and remembers it, whatever becomes of it.
   *
   * @param silentSince greatest event time of the entity before this event, in milliseconds
   * @param memory what the rule remembers of the entity
   * @return field, value and what is allowed; null when the event does not violate the rule
   */
  String judge(RegionEvent event, long silentSince, Memory memory);

  /** The rule of a definition that {@link ExpectationCheck} found in order. */
  static EventRule of(ExpectationDefinition definition) {
    if (definition.increasing()) {
      return new Increasing(definition.measure());
    }
    if (!definition.categories().isEmpty()) {
      return new Categories(definition.attribute(), new TreeSet<>(definition.categories()));
    }
    if (definition.mostMissing() != null) {
      return new MostMissing(
          definition.measure(),
          definition.attribute(),
          definition.mostMissing(),
          WindowShape.of(definition.window()));
    }
    if (definition.maxSilence() != null) {
      return new MaxSilence(Span.millis(definition.maxSilence()));
    }
    return new MeasureRange(definition.measure(), Range.of(definition));
  }

  /** A measure, where there is one, is in a range. */
  record MeasureRange(String measure, Range range) implements EventRule {
    @Override
    public String judge(RegionEvent event, long silentSince, Memory memory) {
      Double value = event.getMeasures().get(measure);
      return value == null ? null : range.judge("measures." + measure, value);
    }
  }

  /** An attribute, where there is one, has one of these values. */
  record Categories(String attribute, Set<String> allowed) implements EventRule {

    private static final int SHOWN = 100;

    @Override
    public String judge(RegionEvent event, long silentSince, Memory memory) {
      String value = event.getAttributes().get(attribute);
      if (value == null || allowed.contains(value)) {
        return null;
      }
      return "attributes.%s is '%s'; allowed are %s"
          .formatted(attribute, shown(value), shown(String.join(", ", allowed)));
    }

    private static String shown(String text) {
      return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
  }

  /** Each value of a counter is at least the one before. */
  record Increasing(String measure) implements EventRule {
    @Override
    public Memory memory() {
      return new LastValue();
    }

    @Override
    public int mostBytes() {
      return LastValue.MOST_BYTES;
    }

    @Override
    public String layout() {
      return "increasing " + measure;
    }

    @Override
    public String judge(RegionEvent event, long silentSince, Memory memory) {
      Double value = event.getMeasures().get(measure);
      double before =
          value == null ? Double.NaN : ((LastValue) memory).below(event.getEventTime(), value);
      return Double.isNaN(before)
          ? null
          : "measures.%s is %s; allowed is %s, the value before, or more"
              .formatted(measure, value, before);
    }
  }

  /** No event lacks a value while more than a share of those in the window do. */
  record MostMissing(String measure, String attribute, double share, WindowShape shape)
      implements EventRule {
    @Override
    public Memory memory() {
      return new MissingShare(shape);
    }

    @Override
    public int mostBytes() {
      return MissingShare.mostBytes(shape);
    }

    @Override
    public String layout() {
      return String.join(
          " ",
          "missing",
          measure,
          attribute,
          shape.kind().name(),
          Long.toString(shape.pane()),
          Long.toString(shape.panes()));
    }

    @Override
    public String judge(RegionEvent event, long silentSince, Memory memory) {
      boolean lacking =
          measure.isEmpty()
              ? !event.getAttributes().containsKey(attribute)
              : !event.getMeasures().containsKey(measure);
      MissingShare window = (MissingShare) memory;
      window.add(event.getEventTime(), lacking);
      if (!lacking || !window.isSpanned() || window.lacking() <= share * window.events()) {
        return null;
      }
      return "%s is missing, as in %d of %d events of the window; allowed is a share of %s"
          .formatted(
              measure.isEmpty() ? "attributes." + attribute : "measures." + measure,
              window.lacking(),
              window.events(),
              share);
    }
  }

  /** An entity is never silent for longer. */
  record MaxSilence(long millis) implements EventRule {
    @Override
    public String judge(RegionEvent event, long silentSince, Memory memory) {
      // As a double: times are anybody's, their difference may overflow.
      double silent = (double) event.getEventTime() - silentSince;
      return silent <= millis
          ? null
          : "the entity was silent for %.0f ms; allowed are up to %d ms".formatted(silent, millis);
    }
  }
}
