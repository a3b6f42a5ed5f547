package dev.reeve.jobs.testing;

/**
 * A record to publish, and what must become of it.
 *
 * @param entity entity that keys it
 * @param value bytes of the record
 * @param eventId id of the event; empty where the bytes hold none
 * @param load its measure
 * @param fate accepted, duplicate, or the reason of its rejection
 */
public record SentEvent(String entity, byte[] value, String eventId, double load, String fate) {

  static final String ACCEPTED = "accepted";
  static final String DUPLICATE = "duplicate";
}
