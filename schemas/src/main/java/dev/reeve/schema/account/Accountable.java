package dev.reeve.schema.account;

import dev.reeve.schema.Envelope;
import java.util.function.Consumer;

/** A function that accounts for its records just before each checkpoint barrier and at its end. */
public interface Accountable {

  /** Hands out the account record of the time since the last call, if anything was counted. */
  void account(Consumer<Envelope> out);
}
