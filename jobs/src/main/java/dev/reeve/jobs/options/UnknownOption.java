package dev.reeve.jobs.options;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** What to say about a key that no option has. */
final class UnknownOption {

  private static final int NEAR = 3;

  private UnknownOption() {}

  /** Names the nearest option where one is near, and lists all. */
  static String message(String key, List<Option<?>> declared) {
    String nearest =
        declared.stream()
            .map(Option::key)
            .min(Comparator.comparingInt(valid -> distance(key, valid)))
            .orElseThrow();
    String guess = distance(key, nearest) <= NEAR ? " Did you mean --" + nearest + "?" : "";
    String valid = declared.stream().map(o -> "--" + o.key()).collect(Collectors.joining(", "));
    return "--" + key + " is no option." + guess + " Allowed are --config, " + valid;
  }

  /** Number of single characters to insert, delete or replace (Levenshtein). */
  private static int distance(String a, String b) {
    int[] above = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
      }
      above = row;
    }
    return above[b.length()];
  }
}
