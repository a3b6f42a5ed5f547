package dev.reeve.agents.decision;

import java.util.Locale;

/** How a decision ended. */
public enum Verdict {
  /** The action leaves. */
  ALLOWED,
  /** Nothing leaves. */
  DENIED,
  /** A question was asked; nothing leaves until its answer. */
  HELD,
  /** The agent's safe default took the proposal's place. */
  SAFE_DEFAULT,
  /** The action, or the safe default in its place, was let through too short a time ago. */
  COOLING_DOWN,
  /** The agent was triggered and proposed nothing. */
  NO_ACTION;

  /** Name as records write it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
