package dev.reeve.jobs;

/** The operators of a source mapping job; see {@link Uid}. */
enum SourceUid implements OperatorUid {
  RECORDS("records", "read records"),
  MAP("map", "map records"),
  OUTPUTS("outputs", "write events");

  private final String id;
  private final String title;

  SourceUid(String id, String title) {
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
