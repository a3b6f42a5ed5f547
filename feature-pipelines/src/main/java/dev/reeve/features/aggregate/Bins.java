package dev.reeve.features.aggregate;

import com.datadoghq.sketch.ddsketch.mapping.BitwiseLinearlyInterpolatedMapping;
import com.datadoghq.sketch.ddsketch.mapping.IndexMapping;
import dev.reeve.features.state.StateOutput;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Counts of magnitudes above 0 in bins of relative width 1/64 at most: the bins of a DDSketch, each
 * power of two cut into 64. Only bins that hold something take room, so that an outlier costs one.
 *
 * <p>Beyond {@link #MOST} bins the lowest ones fall together into the lowest that is kept. That is
 * always the same one, whatever the order of values and merges, since bins are never given up for
 * lower ones.
 */
final class Bins {

  /** Most bins: 32 octaves, more than nine powers of ten, without a gap. */
  static final int MOST = 2_048;

  /** Three bytes for the number of bins; for each up to three for an index and nine for a count. */
  static final int LARGEST_BYTES = 3 + MOST * 12;

  // Whole numbers of bits alone: logarithms of the platform may differ in the last place.
  private static final int DIGITS = 6;
  private static final IndexMapping BOUNDS = new BitwiseLinearlyInterpolatedMapping(DIGITS);
  private static final IndexMapping MIDDLES = new BitwiseLinearlyInterpolatedMapping(DIGITS + 1);

  private int[] indices = new int[8];
  private long[] counts = new long[8];
  private int size;
  private boolean collapsed;

  /** Counts a magnitude: normal, not subnormal, and finite. */
  void add(double magnitude) {
    add(BOUNDS.index(magnitude), 1);
  }

  private void add(int index, long count) {
    int at = Arrays.binarySearch(indices, 0, size, index);
    if (at >= 0) {
      counts[at] += count;
      return;
    }
    at = -at - 1;
    if (size == MOST) {
      collapsed = true;
      if (at == 0) {
        counts[0] += count;
      } else {
        replaceLowest(at - 1, index, count);
      }
    } else {
      insert(at, index, count);
    }
  }

  private void insert(int at, int index, long count) {
    if (size == indices.length) {
      indices = Arrays.copyOf(indices, 2 * size);
      counts = Arrays.copyOf(counts, 2 * size);
    }
    System.arraycopy(indices, at, indices, at + 1, size - at);
    System.arraycopy(counts, at, counts, at + 1, size - at);
    indices[at] = index;
    counts[at] = count;
    size++;
  }

  private void replaceLowest(int at, int index, long count) {
    long lowest = counts[0];
    System.arraycopy(indices, 1, indices, 0, at);
    System.arraycopy(counts, 1, counts, 0, at);
    indices[at] = index;
    counts[at] = count;
    counts[0] += lowest;
  }

  void merge(Bins other) {
    for (int i = other.size - 1; i >= 0; i--) {
      add(other.indices[i], other.counts[i]);
    }
    collapsed |= other.collapsed;
  }

  Bins copy() {
    Bins copy = new Bins();
    copy.indices = Arrays.copyOf(indices, Math.max(8, size));
    copy.counts = Arrays.copyOf(counts, Math.max(8, size));
    copy.size = size;
    copy.collapsed = collapsed;
    return copy;
  }

  long count() {
    long count = 0;
    for (int i = 0; i < size; i++) {
      count += counts[i];
    }
    return count;
  }

  boolean isCollapsed() {
    return collapsed;
  }

  /** Middle of the bin in which the magnitude of a rank lies, ranks from 0 in ascending order. */
  double at(long rank) {
    long below = 0;
    int bin = 0;
    while (bin < size - 1 && (below += counts[bin]) <= rank) {
      bin++;
    }
    return MIDDLES.lowerBound(2 * indices[bin] + 1);
  }

  int heapBytes() {
    return 64 + 12 * indices.length;
  }

  /** Number of bins, whether some fell together, then each bin: distance from the last, count. */
  void write(StateOutput out) {
    out.putCount(2L * size + (collapsed ? 1 : 0));
    int last = BOUNDS.index(Double.MIN_NORMAL);
    for (int i = 0; i < size; i++) {
      out.putCount(indices[i] - last).putCount(counts[i]);
      last = indices[i];
    }
  }

  static Bins read(ByteBuffer in) {
    Bins bins = new Bins();
    long header = StateOutput.count(in);
    bins.collapsed = (header & 1) == 1;
    bins.size = (int) (header >>> 1);
    bins.indices = new int[Math.max(8, bins.size)];
    bins.counts = new long[Math.max(8, bins.size)];
    int last = BOUNDS.index(Double.MIN_NORMAL);
    for (int i = 0; i < bins.size; i++) {
      last += (int) StateOutput.count(in);
      bins.indices[i] = last;
      bins.counts[i] = StateOutput.count(in);
    }
    return bins;
  }
}
