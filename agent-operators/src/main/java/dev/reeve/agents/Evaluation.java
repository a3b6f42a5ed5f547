package dev.reeve.agents;

import java.util.List;

/**
 * What an agent made of an input.
 *
 * @param triggered whether a decision is to be recorded
 * @param score the agent's score, finite; null when it gives none
 * @param proposals actions that it proposes, in order
 */
public record Evaluation(boolean triggered, Double score, List<Proposal> proposals) {

  public Evaluation {
    proposals = List.copyOf(proposals);
  }

  /** Nothing to decide. */
  public static Evaluation notTriggered(Double score) {
    return new Evaluation(false, score, List.of());
  }
}
