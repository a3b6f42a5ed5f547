package dev.reeve.features.event;

/**
 * A refusal.
 *
 * @param reason code
 * @param detail field, value and what is allowed
 */
public record Rejection(Reason reason, String detail) {}
