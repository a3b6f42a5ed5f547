package dev.reeve.agents;

import java.util.Arrays;

/** How far a feature's value may be relied on. */
public enum FeatureStatus {
  /** Computed from enough recent events. */
  FRESH('F'),
  /** Computed, but longer ago than its time to live. */
  STALE('S'),
  /** Warming up: computed from fewer events than its window asks for. */
  INCOMPLETE('I'),
  /** There is no value. */
  MISSING('M');

  private final char letter;

  FeatureStatus(char letter) {
    this.letter = letter;
  }

  /** The letter that stands for it in a feature vector. */
  public char letter() {
    return letter;
  }

  /** Finds the status of a letter; unknown letters are MISSING: nothing to rely on. */
  public static FeatureStatus of(char letter) {
    return Arrays.stream(values()).filter(s -> s.letter == letter).findFirst().orElse(MISSING);
  }
}
