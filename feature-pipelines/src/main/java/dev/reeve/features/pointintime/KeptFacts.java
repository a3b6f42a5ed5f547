package dev.reeve.features.pointintime;

/** Where a {@link TwoTimeRead} keeps its facts: at most one for each reading time. */
public interface KeptFacts {

  /** The fact that was put there, or null. */
  Fact get(int reading);

  void put(int reading, Fact fact);
}
