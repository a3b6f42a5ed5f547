package dev.reeve.schema.account;

import java.util.function.Consumer;

/**
 * A function that gathers records and hands them on just before each checkpoint barrier and at its
 * end, so that what it gathered needs no state.
 *
 * @param <T> type of the records
 */
public interface Flushing<T> {

  /** Hands out what was gathered since the last call. */
  void flush(Consumer<T> out);
}
