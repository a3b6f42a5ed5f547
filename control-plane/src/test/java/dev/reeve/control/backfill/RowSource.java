package dev.reeve.control.backfill;

import java.util.List;

/** Rows that can be read again. */
@FunctionalInterface
interface RowSource {

  /** Hands them over, those of an entity in their order. */
  void read(Taker to) throws Exception;

  /** Takes rows one by one. */
  @FunctionalInterface
  interface Taker {
    /** Takes the texts of a row, in the order of its columns. */
    void take(String entity, List<String> row);
  }
}
