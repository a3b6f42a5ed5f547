package dev.reeve.jobs.options;

import dev.reeve.schema.identity.TypedEntity;
import dev.reeve.schema.release.Span;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Forms of values that options of several jobs have, in words and as readers. */
final class OptionForms {

  static final String REGION =
      "a lower-case letter, then up to 62 lower-case letters, digits and '-'";
  static final String PREFIX = "up to 100 letters, digits, '.', '_' and '-'";
  static final String BROKERS = "host:port, several parted by commas";
  static final String URL = "an http or https URL";
  static final String SOURCES =
      "type=topic, several parted by commas, such as host=plant.events; each type and each"
          + " topic once";
  static final String POSITIVE_SPAN = Span.FORM + ", above zero";
  static final String SUBTASKS = "a whole number from 1 to 32768";

  private static final String TOPIC = "[A-Za-z0-9._-]{1,249}";

  private OptionForms() {}

  static String region(String text) {
    return matching("[a-z][a-z0-9-]{0,62}").apply(text);
  }

  static String prefix(String text) {
    return matching("[A-Za-z0-9._-]{0,100}").apply(text);
  }

  static String brokers(String text) {
    return matching("[^\\s,:]+:\\d{1,5}(,[^\\s,:]+:\\d{1,5})*").apply(text);
  }

  static String url(String text) {
    URI uri = URI.create(text);
    boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
    if (!http || uri.getHost() == null) {
      throw new IllegalArgumentException();
    }
    return text;
  }

  /** Entity type by topic. */
  static Map<String, String> sources(String text) {
    Map<String, String> typeByTopic = new TreeMap<>();
    for (String source : text.split(",", -1)) {
      String[] sides = source.strip().split("=", -1);
      if (sides.length != 2 || !TypedEntity.isType(sides[0]) || !sides[1].matches(TOPIC)) {
        throw new IllegalArgumentException("'" + source.strip() + "' is not");
      }
      if (typeByTopic.containsValue(sides[0])) {
        throw new IllegalArgumentException("type " + sides[0] + " stands twice");
      }
      if (typeByTopic.put(sides[1], sides[0]) != null) {
        throw new IllegalArgumentException("topic " + sides[1] + " stands twice");
      }
    }
    return typeByTopic;
  }

  /** Any text but none. */
  static String given(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException();
    }
    return text;
  }

  static Duration positive(String text) {
    return atLeast(Span.duration(text), Duration.ofMillis(1));
  }

  static Duration atLeast(Duration value, Duration least) {
    if (value.compareTo(least) < 0) {
      throw new IllegalArgumentException();
    }
    return value;
  }

  static int subtasks(String text) {
    if (!text.matches("\\d{1,5}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > 32768) {
      throw new IllegalArgumentException();
    }
    return Integer.parseInt(text);
  }

  private static Function<String, String> matching(String pattern) {
    Pattern allowed = Pattern.compile(pattern);
    return text -> {
      if (!allowed.matcher(text).matches()) {
        throw new IllegalArgumentException();
      }
      return text;
    };
  }
}
