package dev.reeve.features.anomaly;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How rare a deviation is among all of a stream's past deviations, as a power of ten: 3 means that
 * one in a thousand was as large.
 *
 * <p>With n past deviations, r of them at least as large, the surprise is log10((n + 1) / (r + 1)),
 * the empirical tail probability with one added to both counts. A record adds log10 of the ratio to
 * the old record. The 64 largest deviations are kept, so what is not among them has no surprise. A
 * rank needs no assumption about the distribution and does not change with the unit.
 */
final class TailRank {

  static final int KEPT = 64;
  static final double LARGEST = 12;

  private static final int WARM_UP = 20;

  private final double[] largest = new double[KEPT];
  private int kept;
  private long count;

  /** The surprise of a deviation of 0 or more, from 0 to 12; the deviation is then remembered. */
  double surprise(double deviation) {
    double surprise = count < WARM_UP ? 0 : rarity(deviation);
    count++;
    remember(deviation);
    return surprise;
  }

  private double rarity(double deviation) {
    int atLeastAsLarge = 0;
    for (int i = kept - 1; i >= 0 && largest[i] >= deviation; i--) {
      atLeastAsLarge++;
    }
    if (atLeastAsLarge == KEPT) {
      return 0;
    }
    double rarity = StrictMath.log10((count + 1.0) / (atLeastAsLarge + 1.0));
    if (atLeastAsLarge == 0) {
      double record = largest[kept - 1];
      rarity += record > 0 ? StrictMath.log10(deviation / record) : LARGEST;
    }
    return Math.min(rarity, LARGEST);
  }

  private void remember(double deviation) {
    if (kept == KEPT && deviation <= largest[0]) {
      return;
    }
    int from = kept == KEPT ? 1 : 0;
    int at = from;
    while (at < kept && largest[at] < deviation) {
      at++;
    }
    if (from == 1) {
      System.arraycopy(largest, 1, largest, 0, at - 1);
      largest[at - 1] = deviation;
    } else {
      System.arraycopy(largest, at, largest, at + 1, kept - at);
      largest[at] = deviation;
      kept++;
    }
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(count);
    out.writeByte(kept);
    for (int i = 0; i < kept; i++) {
      out.writeDouble(largest[i]);
    }
  }

  static TailRank read(DataInput in) throws IOException {
    TailRank read = new TailRank();
    read.count = in.readLong();
    read.kept = in.readUnsignedByte();
    if (read.kept > KEPT) {
      throw new IOException(read.kept + " kept deviations; there are at most " + KEPT);
    }
    for (int i = 0; i < read.kept; i++) {
      read.largest[i] = in.readDouble();
    }
    return read;
  }
}
