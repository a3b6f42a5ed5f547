package dev.reeve.agents.policy;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a policy rule does to a proposal, from least to most restrictive. */
public enum Effect {
  /** The action may leave. */
  ALLOW,
  /** The action waits for a person. */
  REQUIRE_APPROVAL,
  /** The agent's safe default takes its place. */
  SAFE_DEFAULT,
  /** Nothing leaves. */
  DENY;

  /** Name as releases and records write it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Finds the effect of a name. */
  public static Optional<Effect> of(String text) {
    return Arrays.stream(values()).filter(effect -> effect.text().equals(text)).findFirst();
  }

  /** All names, from least to most restrictive. */
  public static List<String> names() {
    return Arrays.stream(values()).map(Effect::text).toList();
  }
}
