package dev.reeve.control.replay;

import java.nio.file.Path;

/**
 * A file of the data folder.
 *
 * @param location where it is
 * @param path its path below the data folder, with {@code /}
 */
record DataFile(Path location, String path) {

  /** Name without ending. */
  String stem() {
    String name = location.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  /** Name of the folder that it lies in; empty at the top. */
  String folder() {
    String[] parts = path.split("/");
    return parts.length < 2 ? "" : parts[parts.length - 2];
  }

  /** Event id of a row, counted from 0 behind the header. */
  String eventId(long row) {
    return path + "#" + row;
  }
}
