package dev.reeve.control.audit;

/**
 * A decision as it should stand in the ledger.
 *
 * @param verdict verdict
 * @param actionId id of the action that should have left with it; empty for none
 * @param content hash of the repeatable part, see {@link RepeatablePart}
 */
public record ExpectedDecision(String verdict, String actionId, long content) {}
