package dev.reeve.agents;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An action that an agent wants to be taken.
 *
 * @param action name of the action; the agent's definition must declare it
 * @param parameters arguments, ordered by name
 * @param undetermined why an argument has no value, which denies the proposal; empty otherwise
 */
public record Proposal(String action, SortedMap<String, Argument> parameters, String undetermined) {

  public Proposal {
    // The order of the map that was given is that of its maker: records are ordered by name.
    SortedMap<String, Argument> byName = new TreeMap<>();
    byName.putAll(parameters);
    parameters = Collections.unmodifiableSortedMap(byName);
  }

  public Proposal(String action, Map<String, Argument> parameters) {
    this(action, new TreeMap<>(parameters), "");
  }
}
