package dev.reeve.control.stream;

import dev.reeve.schema.wire.Topics;

/**
 * Where a broker and its registry are.
 *
 * @param bootstrap {@code bootstrap.servers} of Kafka
 * @param registry URL of the Schema Registry, Confluent's API
 * @param prefix put before every topic's name; may be empty
 */
public record Addresses(String bootstrap, String registry, String prefix) {

  /** Names of the topics of a region. */
  public Topics topics(String region) {
    return new Topics(prefix, region);
  }

  /** Names of the topics of all regions. */
  public Topics topics() {
    return new Topics(prefix, "");
  }

  /** The same servers with another prefix. */
  public Addresses withPrefix(String other) {
    return new Addresses(bootstrap, registry, other);
  }
}
