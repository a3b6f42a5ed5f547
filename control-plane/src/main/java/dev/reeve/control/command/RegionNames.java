package dev.reeve.control.command;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Regions as options name them. */
final class RegionNames {

  private static final Pattern REGION = Pattern.compile("[a-z][a-z0-9-]{0,62}");

  private RegionNames() {}

  /**
   * Checks the names.
   *
   * @throws BadInputException with every name that is none
   */
  static List<String> checked(List<String> names, String option) {
    List<String> problems = new ArrayList<>();
    for (String name : names) {
      if (!REGION.matcher(name).matches()) {
        problems.add(
            option
                + ": '"
                + name
                + "' is not a lower-case letter and then lower-case letters, digits and '-', such as plant");
      }
    }
    BadInputException.throwIfAny(problems);
    return names;
  }
}
