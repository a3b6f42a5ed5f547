package dev.reeve.control.replay;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

/**
 * The rows of all files of a region, merged by event time. Each file keeps its own order, clock
 * steps and all: a file is placed by the highest time that it has reached, and malformed rows leave
 * right behind the row before them. Ties go by path.
 */
final class RegionRows implements Iterator<ReplayRow>, AutoCloseable {

  private final PriorityQueue<Head> heads =
      new PriorityQueue<>(
          Comparator.comparingLong((Head head) -> head.time).thenComparingInt(head -> head.index));
  private final List<CsvFile.Rows> open = new ArrayList<>();

  RegionRows(List<CsvFile> files) throws IOException {
    for (CsvFile file : files) {
      CsvFile.Rows rows = file.open();
      open.add(rows);
      Head head = new Head(rows, open.size());
      if (head.advance()) {
        heads.add(head);
      }
    }
  }

  @Override
  public boolean hasNext() {
    return !heads.isEmpty();
  }

  @Override
  public ReplayRow next() {
    Head head = heads.poll();
    if (head == null) {
      throw new NoSuchElementException("all rows were read");
    }
    ReplayRow row = head.row;
    if (head.advance()) {
      heads.add(head);
    }
    return row;
  }

  @Override
  public void close() throws IOException {
    for (CsvFile.Rows rows : open) {
      rows.close();
    }
  }

  private static final class Head {

    private final CsvFile.Rows rows;
    private final int index;
    private ReplayRow row;
    private long time = Long.MIN_VALUE;

    Head(CsvFile.Rows rows, int index) {
      this.rows = rows;
      this.index = index;
    }

    boolean advance() {
      if (!rows.hasNext()) {
        return false;
      }
      row = rows.next();
      if (!row.isMalformed()) {
        time = Math.max(time, row.event().getEventTime());
      }
      return true;
    }
  }
}
