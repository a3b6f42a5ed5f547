package dev.reeve.features.event;

/** Why an event was refused; the names are the codes of rejected records. */
public enum Reason {
  /** Key and value of more bytes than an input may have. */
  TOO_LARGE,
  /** Bytes that are no record, an unknown schema, or a writer's schema that ours cannot read. */
  UNDECODABLE,
  /** An id, an entity, a type or a region that is empty. */
  MISSING_FIELD,
  /** A measure that is NaN or infinite. */
  NOT_A_NUMBER,
  /** A field of another's record that cannot become what its mapping says. */
  UNMAPPED,
  /** An event of another region. */
  WRONG_REGION,
  /** An entity type that is not the source topic's. */
  UNKNOWN_ENTITY_TYPE,
  /** Event time further ahead of Kafka's record timestamp than allowed. */
  TOO_FAR_AHEAD,
  /** Event time further behind the entity's high-water mark than allowed. */
  LATE,
  /** An expectation of a feature set that rejects; only that set does without the event. */
  EXPECTATION
}
