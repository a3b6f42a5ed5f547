package dev.reeve.schema.account;

/** Is told of each checkpoint barrier, when all that came before it is processed. */
@FunctionalInterface
public interface SeesBarriers {

  /** A barrier leaves, behind all that was emitted so far. */
  void passBarrier();
}
