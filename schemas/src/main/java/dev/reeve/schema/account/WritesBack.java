package dev.reeve.schema.account;

import java.util.function.Consumer;

/** A keyed function that holds state of several keys on the heap and writes it back when asked. */
public interface WritesBack {

  /**
   * Hands over, once the function is open, what selects the key whose state is read and written
   * from then on. A function that never gets it holds nothing back.
   */
  void selectKeysBy(Consumer<Object> keys);

  /** Writes to the state what is held back: ahead of each checkpoint barrier, and at the end. */
  void writeBack() throws Exception;
}
