package dev.reeve.features.expectation;

import dev.reeve.features.window.WindowShape;
import dev.reeve.schema.release.ExpectationDefinition;
import dev.reeve.schema.release.FeatureDefinition;
import dev.reeve.schema.release.FeatureSetDefinition;
import dev.reeve.schema.release.Problem;
import dev.reeve.schema.release.Span;
import dev.reeve.schema.release.WindowDefinition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds everything that is wrong with the expectations of a feature set and with its silence. */
public final class ExpectationCheck {

  /** Most expectations of one set. */
  public static final int MOST_EXPECTATIONS = 100;

  /** Most categories of one expectation. */
  public static final int MOST_CATEGORIES = 1_000;

  /** Most panes of an expectation's window. */
  public static final int MOST_PANES = 100;

  /** Shortest silence, in milliseconds. */
  public static final long LEAST_SILENCE_MILLIS = 1_000;

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

  private final FeatureSetDefinition set;
  private final List<Problem> problems = new ArrayList<>();

  private ExpectationCheck(FeatureSetDefinition set) {
    this.set = set;
  }

  /**
   * Checks a set, its expectations' windows apart.
   *
   * @param pointer JSON pointer of the set in the release
   * @return problems in the order of the definition; empty when there are none
   */
  public static List<Problem> check(FeatureSetDefinition set, String pointer) {
    ExpectationCheck check = new ExpectationCheck(set);
    if (set.silence() != null) {
      check.checkSilence(set.silence(), pointer + "/silence");
    }
    int size = set.expectations().size();
    if (size > MOST_EXPECTATIONS) {
      check.add(
          pointer + "/expectations",
          size + " expectations",
          "a feature set has up to " + MOST_EXPECTATIONS + " expectations");
    }
    Set<String> names = new HashSet<>();
    for (int i = 0; i < size; i++) {
      check.checkOne(set.expectations().get(i), names, pointer + "/expectations/" + i);
    }
    return check.problems;
  }

  private void checkOne(ExpectationDefinition expectation, Set<String> names, String pointer) {
    String name = expectation.name();
    if (name == null || !NAME.matcher(name).matches()) {
      add(
          pointer + "/name",
          name,
          "a name is a lower-case letter, then up to 62 lower-case letters, digits and '_'");
    } else if (!names.add(name)) {
      add(pointer + "/name", name, "a name is used once among the expectations of a set");
    }
    checkDeclared(expectation, pointer);
    List<RuleKind> rules = RuleKind.of(expectation);
    if (rules.size() == 1) {
      checkSubject(expectation, rules.get(0), pointer);
      checkRule(expectation, rules.get(0), pointer);
    } else {
      add(pointer, given(rules), "an expectation has exactly one rule: " + RuleKind.keys());
    }
    checkReaction(expectation, rules, pointer + "/on_violation");
  }

  private void checkDeclared(ExpectationDefinition expectation, String pointer) {
    declared("measure", expectation.measure(), set.measures().keySet(), pointer);
    declared("attribute", expectation.attribute(), set.attributes().keySet(), pointer);
    declared(
        "feature",
        expectation.feature(),
        set.features().stream()
            .map(FeatureDefinition::name)
            .map(String::valueOf)
            .collect(Collectors.toCollection(TreeSet::new)),
        pointer);
  }

  private void declared(String subject, String name, Collection<String> known, String pointer) {
    if (!name.isEmpty() && !known.contains(name)) {
      add(
          pointer + "/" + subject,
          name,
          "a " + subject + " is one that the set declares: " + listed(known));
    }
  }

  private void checkSubject(ExpectationDefinition expectation, RuleKind rule, String pointer) {
    List<String> given = RuleKind.subjects(expectation);
    boolean fits =
        rule.subjects().isEmpty()
            ? given.isEmpty()
            : given.size() == 1 && rule.subjects().contains(given.get(0));
    if (!fits) {
      add(
          pointer,
          given.isEmpty() ? "no subject" : String.join(" and ", given),
          rule.key()
              + (rule.subjects().isEmpty()
                  ? " is about the entity: it takes no measure, attribute or feature"
                  : " is about exactly one " + String.join(" or ", rule.subjects())));
    }
  }

  private void checkRule(ExpectationDefinition expectation, RuleKind rule, String pointer) {
    switch (rule) {
      case RANGE -> checkRange(expectation, pointer);
      case CATEGORIES -> checkCategories(expectation.categories(), pointer + "/categories");
      case MOST_MISSING -> checkMostMissing(expectation, pointer);
      case MAX_SILENCE -> checkSilence(expectation.maxSilence(), pointer + "/max_silence");
      case INCREASING -> {
        // There is nothing more to say about it.
      }
    }
    if (rule != RuleKind.MOST_MISSING && expectation.window() != null) {
      add(pointer + "/window", rule.key(), "a window belongs to most_missing");
    }
  }

  private void checkRange(ExpectationDefinition expectation, String pointer) {
    Double min = expectation.min();
    Double max = expectation.max();
    if (min != null && !Double.isFinite(min)) {
      add(pointer + "/min", min, "min is a finite number");
    }
    if (max != null && !Double.isFinite(max)) {
      add(pointer + "/max", max, "max is a finite number");
    } else if (min != null && max != null && min > max) {
      add(pointer + "/max", max, "max is at least min, " + min);
    }
  }

  private void checkCategories(List<String> categories, String pointer) {
    if (categories.size() > MOST_CATEGORIES) {
      add(
          pointer,
          categories.size() + " categories",
          "an expectation allows up to " + MOST_CATEGORIES + " categories");
    }
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < categories.size(); i++) {
      if (!seen.add(categories.get(i))) {
        add(pointer + "/" + i, categories.get(i), "a category is named once");
      }
    }
  }

  private void checkMostMissing(ExpectationDefinition expectation, String pointer) {
    double share = expectation.mostMissing();
    if (!(share >= 0 && share < 1)) {
      add(pointer + "/most_missing", share, "a share is 0 or more and below 1");
    }
    WindowDefinition window = expectation.window();
    if (window == null || (window.last() == null && window.count() == null)) {
      add(
          pointer + "/window",
          "",
          "most_missing needs a window: last, a span of time, or count, events");
      return;
    }
    try {
      long panes = WindowShape.of(window).panes();
      if (panes > MOST_PANES) {
        add(
            pointer + "/window",
            panes + " panes",
            "a window of an expectation has at most "
                + MOST_PANES
                + " panes: give it a longer pane or step");
      }
    } catch (IllegalArgumentException | ArithmeticException e) {
      // The check of the window itself says what is wrong.
    }
  }

  private void checkSilence(String text, String pointer) {
    try {
      long millis = Span.millis(text);
      if (millis < LEAST_SILENCE_MILLIS || millis >= Span.millis(set.ttl())) {
        add(
            pointer,
            text,
            "a silence is at least 1s and below the ttl, "
                + set.ttl()
                + ", after which an entity starts anew");
      }
    } catch (IllegalArgumentException | ArithmeticException e) {
      add(pointer, text, "a silence is " + Span.FORM);
    }
  }

  private void checkReaction(
      ExpectationDefinition expectation, List<RuleKind> rules, String pointer) {
    boolean known = Reaction.of(expectation.onViolation()).isPresent();
    boolean rejects = expectation.onViolation().equals(Reaction.REJECT.text());
    if (!known) {
      add(
          pointer,
          expectation.onViolation(),
          "allowed is one of " + String.join(", ", Reaction.texts()));
    } else if (rejects && !expectation.feature().isEmpty()) {
      add(pointer, "reject", "a feature is computed from events taken in: allowed is flag, count");
    } else if (rejects && rules.contains(RuleKind.MAX_SILENCE)) {
      add(pointer, "reject", "the event that ends a silence is sound: allowed is flag, count");
    }
  }

  private static String given(List<RuleKind> rules) {
    return rules.isEmpty()
        ? "no rule"
        : rules.stream().map(RuleKind::key).collect(Collectors.joining(" and "));
  }

  private void add(String pointer, Object value, String message) {
    problems.add(new Problem(pointer, value == null ? "" : value.toString(), message));
  }

  private static String listed(Collection<String> names) {
    return names.isEmpty() ? "none" : String.join(", ", names);
  }
}
