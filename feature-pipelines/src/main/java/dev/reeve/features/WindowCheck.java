package dev.reeve.features;

import dev.reeve.features.aggregate.Aggregate;
import dev.reeve.features.window.WindowShape;
import dev.reeve.features.window.WindowShape.Kind;
import dev.reeve.schema.release.Problem;
import dev.reeve.schema.release.Span;
import dev.reeve.schema.release.WindowDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Finds what is wrong with the window of a feature. */
public final class WindowCheck {

  /** Longest time window and ttl. */
  static final long LONGEST_MILLIS = Span.millis("3660d");

  /** As text. */
  static final String LONGEST = "3660d";

  /** Most events of a count window. */
  static final int MOST_EVENTS = 1_000_000;

  /** Most panes of any window. */
  static final long MOST_PANES = 10_000;

  private final WindowDefinition window;
  private final String pointer;
  private final List<Problem> problems = new ArrayList<>();

  private WindowCheck(WindowDefinition window, String pointer) {
    this.window = window;
    this.pointer = pointer;
  }

  /**
   * Checks a window.
   *
   * @param aggregate aggregate over it, null when it is unknown
   */
  public static List<Problem> check(WindowDefinition window, Aggregate aggregate, String pointer) {
    WindowCheck check = new WindowCheck(window, pointer);
    if (window.last() != null && window.count() != null) {
      check.add(
          "/count", window.count(), "a window has either last, a span of time, or count, events");
      return check.problems;
    }
    Kind kind = Kind.EVER;
    if (window.last() != null) {
      kind = Kind.TIME;
      check.checkTime();
    } else if (window.count() != null) {
      kind = Kind.COUNT;
      check.checkCount();
    }
    check.checkBelongs(kind);
    if (aggregate != null && !aggregate.windows().contains(kind)) {
      check.add(
          "",
          words(kind),
          aggregate.title()
              + " is defined over "
              + aggregate.windows().stream()
                  .sorted()
                  .map(WindowCheck::words)
                  .collect(Collectors.joining(" or ")));
    }
    return check.problems;
  }

  private void checkTime() {
    long length = span("/last", window.last());
    long pane = window.pane() == null ? 0 : span("/pane", window.pane());
    if (length < 0 || pane < 0) {
      return;
    }
    if (length < WindowShape.LEAST_PANE_MILLIS || length > LONGEST_MILLIS) {
      add("/last", window.last(), "a window is 1s to " + LONGEST + " long");
      return;
    }
    pane = WindowShape.paneMillis(window, length);
    String written = window.pane() == null ? pane + "ms, a sixtieth" : window.pane();
    if (pane < WindowShape.LEAST_PANE_MILLIS || pane > length) {
      add("/pane", written, "a pane is at least 1s and at most the window, " + window.last());
    } else if (length % pane != 0) {
      add(
          window.pane() == null ? "/last" : "/pane",
          window.pane() == null ? window.last() : window.pane(),
          "a window is a multiple of its pane; "
              + window.last()
              + " is not one of "
              + written
              + (window.pane() == null ? ": give a pane" : ""));
    } else if (length / pane > MOST_PANES) {
      add("/pane", written, "a window has at most " + MOST_PANES + " panes, not " + length / pane);
    }
  }

  private void checkCount() {
    int count = window.count();
    if (count < 1 || count > MOST_EVENTS) {
      add("/count", count, "a count window holds 1 to " + MOST_EVENTS + " events");
      return;
    }
    int step = window.step() == null ? 1 : window.step();
    if (step < 1 || step > count || count % step != 0) {
      add("/step", step, "a step is at least 1 and divides the count, " + count);
    } else if (count / step > MOST_PANES) {
      add(
          "/step",
          step,
          "a count window has at most " + MOST_PANES + " steps in it, not " + count / step);
    }
  }

  private void checkBelongs(Kind kind) {
    if (window.pane() != null && kind != Kind.TIME) {
      add("/pane", window.pane(), "a pane belongs to a window with last");
    }
    if (window.step() != null && kind != Kind.COUNT) {
      add("/step", window.step(), "a step belongs to a window with count");
    }
  }

  /** Milliseconds, or −1 after noting the problem. */
  private long span(String key, String text) {
    try {
      return Span.millis(text);
    } catch (IllegalArgumentException | ArithmeticException e) {
      add(key, text, "a span is " + Span.FORM);
      return -1;
    }
  }

  private void add(String key, Object value, String message) {
    problems.add(new Problem(pointer + key, String.valueOf(value), message));
  }

  private static String words(Kind kind) {
    return switch (kind) {
      case TIME -> "a time window";
      case COUNT -> "a count window";
      case EVER -> "everything since " + kind.name().toLowerCase(Locale.ROOT);
    };
  }
}
