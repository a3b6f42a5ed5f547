package dev.reeve.control.replay;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How the rows of CSV files become region events.
 *
 * @param name name of the mapping
 * @param entityType type of all entities
 * @param lateness how far event time may run backwards within one entity
 * @param files groups of files, each for one region
 */
public record ReplayMapping(
    String name, String entityType, Duration lateness, List<FileGroup> files) {

  /** Regions in order of name. */
  public List<String> regions() {
    return files.stream().map(FileGroup::region).distinct().sorted().toList();
  }

  /**
   * Files of one shape that belong to one region.
   *
   * @param glob which files, below the data folder
   * @param region region
   * @param entity id of the entity
   * @param time column of the event time
   * @param measures column by name of measure; an empty cell leaves the measure out
   * @param attributes text by name of attribute
   * @param line line of the group in the mapping, for messages
   */
  record FileGroup(
      String glob,
      String region,
      RowText entity,
      TimeColumn time,
      Map<String, String> measures,
      Map<String, RowText> attributes,
      int line) {}
}
