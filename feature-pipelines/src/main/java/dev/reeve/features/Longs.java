package dev.reeve.features;

import java.util.AbstractList;
import java.util.RandomAccess;

/**
 * An array of whole numbers as the list that Avro asks for; numbers are boxed when they are read.
 */
final class Longs extends AbstractList<Long> implements RandomAccess {

  private final long[] values;

  Longs(long[] values) {
    this.values = values;
  }

  @Override
  public Long get(int index) {
    return values[index];
  }

  @Override
  public int size() {
    return values.length;
  }
}
