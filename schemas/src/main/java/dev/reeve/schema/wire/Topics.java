package dev.reeve.schema.wire;

import java.io.Serializable;

/**
 * The names of the topics of a region and of all regions.
 *
 * @param prefix put before every name; may be empty
 * @param region region
 */
public record Topics(String prefix, String region) implements Serializable {

  public String events() {
    return of("events");
  }

  public String decisions() {
    return of("decisions");
  }

  public String actions() {
    return of("actions");
  }

  public String questions() {
    return of("questions");
  }

  public String answers() {
    return of("answers");
  }

  public String outcomes() {
    return of("outcomes");
  }

  public String usage() {
    return of("usage");
  }

  public String rejected() {
    return of("rejected");
  }

  public String accounts() {
    return of("accounts");
  }

  /** Vectors of a feature set version; compacted by entity. */
  public String features(String set, int version) {
    return features() + set + ".v" + version;
  }

  /** What the names of all topics of feature set versions begin with. */
  public String features() {
    return of("features.");
  }

  /** Events of a source mapping's entity, under the name that it gives. */
  public String mapped(String name) {
    return of(name);
  }

  /** Releases and activations, of all regions; compacted. */
  public String control() {
    return prefix + "control";
  }

  /** Acknowledgements of all regions. */
  public String controlStatus() {
    return prefix + "control.status";
  }

  private String of(String kind) {
    return prefix + region + "." + kind;
  }
}
