package dev.reeve.expression;

import java.util.Collection;
import java.util.Optional;
import java.util.TreeSet;

/** The name that an author most likely meant: the least Levenshtein distance, if it is small. */
public final class Nearest {

  private static final int MAX_LENGTH = 100;

  private Nearest() {}

  /** Finds the nearest of the allowed names, the first in order among equals. */
  public static Optional<String> of(String found, Collection<String> allowed) {
    String best = null;
    int least = Math.max(2, Math.min(found.length(), MAX_LENGTH) / 3) + 1;
    for (String name : new TreeSet<>(allowed)) {
      int distance = distance(found, name);
      if (distance < least) {
        least = distance;
        best = name;
      }
    }
    return Optional.ofNullable(best);
  }

  private static int distance(String a, String b) {
    if (a.length() > MAX_LENGTH || b.length() > MAX_LENGTH) {
      return Integer.MAX_VALUE;
    }
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
