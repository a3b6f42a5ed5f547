package dev.reeve.features.expectation;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What follows from a violated expectation; each violation is counted besides. */
public enum Reaction {
  /** The feature set does not take the event in; a rejected record says why. */
  REJECT,
  /** The vector names the expectation. */
  FLAG,
  /** Nothing but the count. */
  COUNT;

  /** As definitions write it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The reaction that a definition writes so. */
  public static Optional<Reaction> of(String text) {
    return Arrays.stream(values()).filter(r -> r.text().equals(text)).findFirst();
  }

  /** All, as definitions write them. */
  public static List<String> texts() {
    return Arrays.stream(values()).map(Reaction::text).toList();
  }
}
