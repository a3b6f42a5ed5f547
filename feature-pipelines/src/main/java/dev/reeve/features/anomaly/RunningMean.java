package dev.reeve.features.anomaly;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The mean of all values so far, and of about the last 1,000 once there are more of them. */
final class RunningMean {

  private static final double SLOWEST_RATE = 0.001;

  private long count;
  private double mean;

  void add(double value) {
    count++;
    mean += Math.max(SLOWEST_RATE, 1.0 / count) * (value - mean);
  }

  long count() {
    return count;
  }

  double mean() {
    return mean;
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(count);
    out.writeDouble(mean);
  }

  static RunningMean read(DataInput in) throws IOException {
    RunningMean read = new RunningMean();
    read.count = in.readLong();
    read.mean = in.readDouble();
    return read;
  }
}
