package dev.reeve.control.replay;

import dev.reeve.schema.RegionEvent;

/**
 * A row of a file: the event that it stands for, or its bytes where it stands for none. Those are
 * published as they are, so that the region job rejects them and they are accounted for.
 *
 * @param file file
 * @param event the event; null for a malformed row
 * @param raw bytes of the line; null for an event
 * @param row number of the row, from 0 behind the header; only kept for malformed rows
 */
record ReplayRow(DataFile file, RegionEvent event, byte[] raw, long row) {

  static ReplayRow event(DataFile file, RegionEvent event) {
    return new ReplayRow(file, event, null, -1);
  }

  static ReplayRow malformed(DataFile file, long row, byte[] raw) {
    return new ReplayRow(file, null, raw, row);
  }

  boolean isMalformed() {
    return event == null;
  }
}
