package dev.reeve.local;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.Uuid;

/** What a single KRaft node needs to be told, broker and controller in one. */
final class BrokerProperties {

  private BrokerProperties() {}

  /** The same for every local broker, so that a restart finds the directory that it formatted. */
  static String clusterId() {
    UUID id = UUID.nameUUIDFromBytes("reeve-local".getBytes(StandardCharsets.UTF_8));
    return new Uuid(id.getMostSignificantBits(), id.getLeastSignificantBits()).toString();
  }

  static Map<String, String> of(Path dir, int port, int controllerPort) {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("process.roles", "broker,controller");
    properties.put("node.id", "1");
    properties.put("controller.listener.names", "CONTROLLER");
    properties.put("controller.quorum.bootstrap.servers", "127.0.0.1:" + controllerPort);
    properties.put(
        "listeners",
        "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(port, controllerPort));
    properties.put("log.dirs", dir.resolve("data").toAbsolutePath().toString());
    properties.put("auto.create.topics.enable", "false");
    oneReplica(properties);
    keepWhatIsOldOrAhead(properties);
    quickToMissAKilledBroker(properties);
    small(properties);
    return properties;
  }

  private static void oneReplica(Map<String, String> properties) {
    properties.put("offsets.topic.replication.factor", "1");
    properties.put("transaction.state.log.replication.factor", "1");
    properties.put("transaction.state.log.min.isr", "1");
    properties.put("share.coordinator.state.topic.replication.factor", "1");
    properties.put("share.coordinator.state.topic.min.isr", "1");
  }

  /**
   * Records carry event time, which in a replay lies years back and in a simulation ahead of the
   * clock: neither may be deleted, refused, or roll a segment each week of event time.
   */
  private static void keepWhatIsOldOrAhead(Map<String, String> properties) {
    properties.put("log.retention.ms", "-1");
    properties.put("log.roll.hours", "876000");
    properties.put("log.message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE));
    // The Kafka sink's default transaction timeout is one hour; the broker's limit is 15 minutes.
    properties.put("transaction.max.timeout.ms", "3600000");
  }

  /** The controller refuses a restarted broker until it has missed its killed predecessor. */
  private static void quickToMissAKilledBroker(Map<String, String> properties) {
    properties.put("broker.heartbeat.interval.ms", "500");
    properties.put("broker.session.timeout.ms", "6000");
  }

  private static void small(Map<String, String> properties) {
    properties.put("offsets.topic.num.partitions", "4");
    properties.put("transaction.state.log.num.partitions", "4");
    properties.put("share.coordinator.state.topic.num.partitions", "1");
    properties.put("group.initial.rebalance.delay.ms", "0");
    properties.put("num.network.threads", "2");
    properties.put("num.io.threads", "4");
    properties.put("background.threads", "2");
    properties.put("log.cleaner.dedupe.buffer.size", "2097152");
  }
}
