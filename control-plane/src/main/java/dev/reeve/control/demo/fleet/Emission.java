package dev.reeve.control.demo.fleet;

/**
 * A record to send.
 *
 * @param at when to send it; milliseconds of virtual time
 * @param region region whose topic gets it
 * @param key key of the record: the host's typed entity in UTF-8
 * @param value the record: Confluent's wire format, or bytes that only look so
 * @param fate what has to become of it
 */
public record Emission(long at, String region, byte[] key, byte[] value, Fate fate) {}
