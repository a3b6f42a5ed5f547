package dev.reeve.schema.release;

import java.util.Map;

/**
 * What an agent does when it may not do what it proposed.
 *
 * @param action name of the action; empty for nothing
 * @param parameters constant arguments, as text
 */
public record SafeDefault(String action, Map<String, String> parameters) {

  /** Do nothing. */
  public static final SafeDefault NOTHING = new SafeDefault("", Map.of());

  public SafeDefault {
    action = Absent.asEmpty(action);
    parameters = Absent.asEmpty(parameters);
  }
}
