package dev.reeve.jobs.options;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the options of one job, one after the other, and remembers what was wrong. */
final class OptionsReading {

  private final Map<String, String> values;
  private final List<String> problems;

  /**
   * @param given what the user gave
   * @param declared the options of the job; any other key is a problem, unless the cluster gives it
   *     for another job
   */
  OptionsReading(GivenOptions given, List<Option<?>> declared) {
    values = given.values();
    problems = new ArrayList<>(given.problems());
    for (String key : values.keySet()) {
      boolean another = given.isOfCluster(key) && OptionsTable.isOption(key);
      if (!another && declared.stream().noneMatch(option -> option.key().equals(key))) {
        problems.add(UnknownOption.message(key, declared));
      }
    }
  }

  <T> T get(Option<? extends T> option, T inPlaceOfInvalid) {
    try {
      return option.read(Optional.ofNullable(values.get(option.key())));
    } catch (IllegalArgumentException e) {
      problems.add(e.getMessage());
      return inPlaceOfInvalid;
    }
  }

  boolean isSound() {
    return problems.isEmpty();
  }

  void add(String problem) {
    problems.add(problem);
  }

  /**
   * Ends the reading.
   *
   * @throws InvalidOptions with all problems at once
   */
  void throwIfAny() {
    if (!problems.isEmpty()) {
      throw new InvalidOptions(problems);
    }
  }
}
