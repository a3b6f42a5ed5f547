package dev.reeve.features;

import java.util.AbstractList;
import java.util.RandomAccess;

/** An array of numbers as the list that Avro asks for; numbers are boxed when they are read. */
final class Doubles extends AbstractList<Double> implements RandomAccess {

  private final double[] values;

  Doubles(double[] values) {
    this.values = values;
  }

  @Override
  public Double get(int index) {
    return values[index];
  }

  @Override
  public int size() {
    return values.length;
  }
}
