package dev.reeve.features.anomaly;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * One alarm per episode: for 100 values after an alarm (a surprise of 2.8 or more) only what is
 * over one and a half times as surprising gets through, and is the next alarm.
 */
final class AlarmPause {

  private static final double ALARM = 2.8;
  private static final double STRONGER = 1.5;
  private static final int PAUSE = 100;

  private double alarm;
  private int pauseLeft;

  /** The surprise itself, or 0 while it is held back. */
  double passing(double surprise) {
    if (pauseLeft > 0) {
      pauseLeft--;
      if (surprise <= STRONGER * alarm) {
        return 0;
      }
    }
    if (surprise >= ALARM) {
      alarm = surprise;
      pauseLeft = PAUSE;
    }
    return surprise;
  }

  void write(DataOutput out) throws IOException {
    out.writeDouble(alarm);
    out.writeByte(pauseLeft);
  }

  static AlarmPause read(DataInput in) throws IOException {
    AlarmPause read = new AlarmPause();
    read.alarm = in.readDouble();
    read.pauseLeft = in.readUnsignedByte();
    return read;
  }
}
