package dev.reeve.jobs;

/** The operators of a region job. */
enum Uid implements OperatorUid {
  EVENTS("events", "read events"),
  VALIDATE("validate", "validate events"),
  CONTROL("control", "read control records"),
  DECODE_CONTROL("decode-control", "decode control records"),
  ANSWERS("answers", "read answers"),
  DECODE_ANSWERS("decode-answers", "decode answers"),
  FEATURES("features", "compute features"),
  BUNDLES("bundles", "hand on features"),
  CONTEXTS("contexts", "merge contexts"),
  CONTEXT_INPUTS("context-inputs", "hand on contexts"),
  CONTROL_INPUTS("control-inputs", "hand on control records"),
  DECIDE("decide", "decide actions"),
  OUTPUTS("outputs", "write outputs");

  private final String id;
  private final String title;

  Uid(String id, String title) {
    this.id = id;
    this.title = title;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public String title() {
    return title;
  }
}
