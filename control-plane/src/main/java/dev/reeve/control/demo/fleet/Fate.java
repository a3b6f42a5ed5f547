package dev.reeve.control.demo.fleet;

/**
 * What has to become of a record that the simulator sends: the truth that the accounts of a run are
 * compared with. All but the first two are reasons of rejected records.
 */
public enum Fate {
  ACCEPTED,
  DUPLICATE,
  LATE,
  UNDECODABLE,
  MISSING_FIELD,
  NOT_A_NUMBER,
  WRONG_REGION,
  UNKNOWN_ENTITY_TYPE,
  TOO_FAR_AHEAD;

  /** Whether a rejected record has to be written. */
  public boolean rejected() {
    return this != ACCEPTED && this != DUPLICATE;
  }
}
