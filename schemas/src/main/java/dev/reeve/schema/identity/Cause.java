package dev.reeve.schema.identity;

/**
 * What ids are made of: the same cause gives the same ids in every run and every JVM.
 *
 * @param agent name of the agent
 * @param region region
 * @param entityType type of the entity
 * @param entity id of the entity
 * @param kind kind of the cause: event, answer, timer, limit
 * @param id id of the cause: event id, question id
 * @param mode live, shadow or canary
 * @param ordinal position among equal siblings, from 0
 */
public record Cause(
    String agent,
    String region,
    String entityType,
    String entity,
    String kind,
    String id,
    String mode,
    int ordinal) {

  /** Id of the decision. */
  public String decisionId() {
    return id("decision");
  }

  /** Id of the action that leaves with the decision. */
  public String actionId() {
    return id("action");
  }

  /** Id of the question that a held decision asks. */
  public String questionId() {
    return id("question");
  }

  private String id(String what) {
    return Digest.of(
            what, agent, region, entityType, entity, kind, id, mode, Integer.toString(ordinal))
        .substring(0, 32);
  }
}
