package dev.reeve.agents;

import dev.reeve.schema.ContextValue;
import dev.reeve.schema.release.ContextDefinition;

/** Where the numbers about the region come from: what was merged so far, or a decision's quotes. */
@FunctionalInterface
public interface ContextLookup {

  /** No numbers. */
  ContextLookup NOTHING = (context, group, feature) -> null;

  /**
   * Looks a number up.
   *
   * @param group value of the attribute that the context is grouped by; empty for the whole region
   * @return the number as it is known; null when nothing is
   */
  ContextValue find(ContextDefinition context, String group, String feature);
}
