package dev.reeve.jobs.options;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/**
 * Options as a user gave them: text by key, from arguments {@code --key value} or {@code
 * --key=value}, from the properties file that {@code --config} names, and from the cluster's
 * configuration, where keys begin with {@code reeve.}. Arguments win over the file, and the file
 * over the cluster.
 */
final class GivenOptions {

  static final String CONFIG = "config";
  static final String CLUSTER_PREFIX = "reeve.";

  private final Map<String, String> values = new LinkedHashMap<>();
  private final Set<String> ofCluster = new TreeSet<>();
  private final List<String> problems = new ArrayList<>();

  private GivenOptions() {}

  /**
   * @param cluster configuration of the cluster that runs the job; only keys with the prefix count
   */
  static GivenOptions of(Map<String, String> cluster, String... arguments) {
    GivenOptions given = new GivenOptions();
    given.readArguments(arguments);
    Optional.ofNullable(given.values.remove(CONFIG)).map(Path::of).ifPresent(given::readFile);
    given.readCluster(cluster);
    return given;
  }

  Map<String, String> values() {
    return values;
  }

  /** Whether the cluster alone gives it, which may mean another job. */
  boolean isOfCluster(String key) {
    return ofCluster.contains(key);
  }

  List<String> problems() {
    return problems;
  }

  private void readArguments(String... arguments) {
    for (int i = 0; i < arguments.length; i++) {
      String argument = arguments[i];
      if (!argument.startsWith("--") || argument.length() == 2) {
        problems.add("'" + argument + "' is no option: options are given as --key value");
        continue;
      }
      int equals = argument.indexOf('=');
      String key = argument.substring(2, equals < 0 ? argument.length() : equals);
      if (equals >= 0) {
        put(key, argument.substring(equals + 1));
      } else if (i + 1 < arguments.length && !arguments[i + 1].startsWith("--")) {
        put(key, arguments[++i]);
      } else {
        problems.add("--" + key + " has no value: options are given as --key value");
      }
    }
  }

  private void put(String key, String value) {
    String before = values.put(key, value);
    if (before != null) {
      problems.add("--" + key + " is given twice, as '" + before + "' and as '" + value + "'");
    }
  }

  private void readFile(Path file) {
    Properties properties = new Properties();
    try (var reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      problems.add(
          "--config is '"
              + file
              + "': a readable properties file is needed ("
              + e.toString()
              + ")");
      return;
    }
    properties.stringPropertyNames().stream()
        .sorted()
        .forEach(key -> values.putIfAbsent(key, properties.getProperty(key).strip()));
  }

  private void readCluster(Map<String, String> cluster) {
    cluster.keySet().stream()
        .filter(key -> key.startsWith(CLUSTER_PREFIX))
        .sorted()
        .forEach(
            key -> {
              String name = key.substring(CLUSTER_PREFIX.length());
              if (values.putIfAbsent(name, cluster.get(key).strip()) == null) {
                ofCluster.add(name);
              }
            });
  }
}
