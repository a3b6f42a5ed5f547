package dev.reeve.features.aggregate;

import java.nio.ByteBuffer;

/** The kinds of {@link Partial}: what a window keeps so that its aggregates can be told. */
public enum PartialKind {
  /** Count, moments, extremes and ends of numbers: {@link Summary}. */
  SUMMARY(Summary.LARGEST_BYTES) {
    @Override
    public Partial start() {
      return new Summary();
    }

    @Override
    public Partial read(ByteBuffer in) {
      return Summary.read(in);
    }
  },
  /** Quantiles of numbers within 1 %: {@link Quantiles}. */
  QUANTILES(Quantiles.LARGEST_BYTES) {
    @Override
    public Partial start() {
      return new Quantiles();
    }

    @Override
    public Partial read(ByteBuffer in) {
      return Quantiles.read(in);
    }
  },
  /** Distinct numbers or texts: {@link Distinct}. */
  DISTINCT(Distinct.LARGEST_BYTES) {
    @Override
    public Partial start() {
      return new Distinct();
    }

    @Override
    public Partial read(ByteBuffer in) {
      return Distinct.read(in);
    }
  },
  /** Counts of texts: {@link Categories}. */
  CATEGORIES(Categories.LARGEST_BYTES) {
    @Override
    public Partial start() {
      return new Categories();
    }

    @Override
    public Partial read(ByteBuffer in) {
      return Categories.read(in);
    }
  };

  private final int largestBytes;

  PartialKind(int largestBytes) {
    this.largestBytes = largestBytes;
  }

  /** A partial without values. */
  public abstract Partial start();

  /** Reads what {@link Partial#write} appended. */
  public abstract Partial read(ByteBuffer in);

  /** Most bytes that {@link Partial#write} appends. */
  public int largestBytes() {
    return largestBytes;
  }
}
