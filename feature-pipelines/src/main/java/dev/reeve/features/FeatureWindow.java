package dev.reeve.features;

import dev.reeve.features.aggregate.Summary;
import dev.reeve.features.state.StateOutput;
import dev.reeve.features.window.ClosedPanes;
import dev.reeve.features.window.WindowShape;
import dev.reeve.features.window.WindowShape.Kind;
import java.nio.ByteBuffer;

/**
 * The values of one measure of one entity that are in a window now: {@code closed panes ⊕ the pane
 * that is filling}, where ⊕ merges summaries and nothing is ever taken out of one.
 *
 * <ul>
 *   <li><b>Time window</b> of length W with panes of g milliseconds: the pane of the entity's time
 *       (its greatest event time so far), and the W/g − 1 panes before it. A pane's index is
 *       floor(time / g). An event that is late but in bounds lands in its own pane; one that is
 *       older than the window is not in it.
 *   <li><b>Count window</b> of N values with step s: grows until it holds N; then it stays as it is
 *       until s further values have come, drops its oldest s and takes the new s. Values count in
 *       the order of arrival; s = 1 slides.
 *   <li><b>Ever</b>: all values.
 * </ul>
 *
 * <p>The closed part is folded anew when a pane closes or a late event repairs one, always in an
 * order fixed by pane indices. Between these moments an event touches nothing but this object,
 * whose state is a few numbers. Terms: panes as in Li et al., "No pane, no gain", SIGMOD Record
 * 34(1), 2005.
 */
public final class FeatureWindow {

  private static final long BEFORE_FIRST = Long.MIN_VALUE;

  private final WindowShape shape;
  private final ClosedPanes panes;

  private long fillingIndex;
  private Summary filling;
  private Summary closed;

  /** A window without values. */
  public FeatureWindow(WindowShape shape, ClosedPanes panes) {
    this.shape = shape;
    this.panes = panes;
    this.fillingIndex = shape.kind() == Kind.TIME ? BEFORE_FIRST : 0;
    this.filling = new Summary();
    this.closed = new Summary();
  }

  /** Moves a time window on to the entity's time, event-time milliseconds. */
  public void advanceTo(long entityTime) {
    if (shape.kind() == Kind.TIME) {
      long index = Math.floorDiv(entityTime, shape.pane());
      if (fillingIndex == BEFORE_FIRST) {
        fillingIndex = index;
      } else if (index > fillingIndex) {
        closePane(index);
      }
    }
  }

  /**
   * Takes a value in.
   *
   * @param time event-time milliseconds; at most the time that the window was advanced to
   */
  public void add(long time, double value) {
    switch (shape.kind()) {
      case TIME -> {
        long index = Math.floorDiv(time, shape.pane());
        if (index == fillingIndex) {
          filling.add(time, value);
        } else if (index >= start()) {
          repairPane(index, time, value);
        }
      }
      case COUNT -> {
        filling.add(time, value);
        if (filling.count() == shape.pane()) {
          closePane(fillingIndex + 1);
        }
      }
      case EVER -> filling.add(time, value);
    }
  }

  /** The values in the window now. */
  public Summary summary() {
    boolean full = shape.kind() == Kind.COUNT && fillingIndex >= shape.panes();
    return full ? closed : closed.and(filling);
  }

  /**
   * Whether the window is spanned: a count window holds its N values, or a time window began no
   * earlier than the entity was first observed.
   *
   * @param since event-time milliseconds from which on the entity is observed
   */
  public boolean spanned(long since) {
    return switch (shape.kind()) {
      case TIME -> since <= start() * shape.pane();
      case COUNT -> fillingIndex >= shape.panes();
      case EVER -> true;
    };
  }

  /** Appends the state. */
  public void write(StateOutput out) {
    out.putLong(fillingIndex);
    filling.write(out);
    closed.write(out);
  }

  /** Reads what {@link #write} appended. */
  public static FeatureWindow read(ByteBuffer in, WindowShape shape, ClosedPanes panes) {
    FeatureWindow window = new FeatureWindow(shape, panes);
    window.fillingIndex = in.getLong();
    window.filling = Summary.read(in);
    window.closed = Summary.read(in);
    return window;
  }

  private void closePane(long next) {
    long oldest = start();
    long last = fillingIndex;
    fillingIndex = next;
    if (filling.count() > 0 && last >= start()) {
      panes.put(last, filling);
    }
    filling = new Summary();
    panes.dropBefore(oldest, last, start());
    closed = panes.fold(start(), next - 1);
  }

  private void repairPane(long index, long time, double value) {
    Summary pane = panes.get(index);
    pane.add(time, value);
    panes.put(index, pane);
    closed = panes.fold(start(), fillingIndex - 1);
  }

  /** Index of the oldest pane in the window; a full count window leaves out the one that fills. */
  private long start() {
    return shape.kind() == Kind.TIME
        ? fillingIndex - shape.panes() + 1
        : Math.max(0, fillingIndex - shape.panes());
  }
}
