package dev.reeve.jobs.testing;

import dev.reeve.schema.wire.WireFormat;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Two topics of somebody else's monitoring: checks of services in JSON, and probes in Avro of two
 * schemas, mixed. What the i-th record says is a function of i.
 */
public final class ForeignTopics implements AutoCloseable {

  public static final String CHECKS = "monitoring.checks";
  public static final String PROBES = "probes.avro";

  /** Number of records that {@link #broken} sends. */
  public static final int BROKEN = 6;

  /** Reason by topic and by what the detail begins with. */
  public static final Map<String, String> BROKEN_REASONS =
      Map.of(
          CHECKS + "/no JSON", "UNDECODABLE",
          CHECKS + "/event_time", "UNMAPPED",
          CHECKS + "/service", "MISSING_FIELD",
          PROBES + "/first byte is 123, allowed is 0", "UNDECODABLE",
          PROBES + "/the registry knows no Avro schema 4711", "UNDECODABLE",
          PROBES + "/event_time", "UNMAPPED");

  private static final long START = 1_772_366_400_000L;
  private static final int SERVICES = 7;
  private static final int HOSTS = 5;
  private static final String OLD =
      """
      {"type":"record","name":"Probe","namespace":"shop","fields":[
        {"name":"service","type":"string"},
        {"name":"tags","type":{"type":"map","values":"string"}},
        {"name":"probe","type":{"type":"record","name":"Result","fields":[
          {"name":"at","type":{"type":"long","logicalType":"timestamp-micros"}},
          {"name":"status","type":{"type":"enum","name":"Status","symbols":["OK","DOWN"]}},
          {"name":"latency","type":"int"}%s]}}]}""";

  private final TestingStack stack;
  private final String mapped;
  private final KafkaProducer<byte[], byte[]> producer;
  private final Schema old = new Schema.Parser().parse(OLD.formatted(""));
  private final Schema young =
      new Schema.Parser()
          .parse(
              OLD.formatted(
                  ",{\"name\":\"wait_ms\",\"type\":[\"null\",\"double\"],\"default\":null}"));
  private final Schema wrong =
      new Schema.Parser()
          .parse(
              """
              {"type":"record","name":"Other","namespace":"shop","fields":[
                {"name":"service","type":"string"},
                {"name":"tags","type":{"type":"map","values":"string"}},
                {"name":"probe","type":{"type":"record","name":"Result","fields":[
                  {"name":"at","type":{"type":"array","items":"string"}}]}}]}""");
  private final Map<Schema, Integer> ids = new HashMap<>();

  /**
   * @param services topic of the services' events, which is created too
   * @param hosts topic of the hosts' events, which is created too
   */
  public ForeignTopics(TestingStack stack, String services, String hosts) throws Exception {
    this.stack = stack;
    this.mapped = services;
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrap()))) {
      admin
          .createTopics(
              List.of(kept(CHECKS, 3), kept(PROBES, 2), kept(services, 4), kept(hosts, 4)))
          .all()
          .get();
    }
    try (var client = new CachedSchemaRegistryClient(stack.registry(), 10)) {
      ids.put(old, client.register(PROBES + "-value", new AvroSchema(old)));
      ids.put(young, client.register(PROBES + "-value", new AvroSchema(young)));
      ids.put(wrong, client.register("other-value", new AvroSchema(wrong)));
    }
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", stack.bootstrap(), "linger.ms", 5),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** Its records are older than a broker keeps them of itself. */
  private static NewTopic kept(String name, int partitions) {
    return new NewTopic(name, partitions, (short) 1).configs(Map.of("retention.ms", "-1"));
  }

  public static String service(int i) {
    return "service-" + i % SERVICES;
  }

  public static boolean isDown(int i) {
    return i % 11 == 3;
  }

  /** Number of checks among the first whose service has no host. */
  public static long withoutHost(int checks) {
    return java.util.stream.IntStream.range(0, checks).filter(ForeignTopics::isHostless).count();
  }

  private static boolean isHostless(int i) {
    return i % 13 == 5;
  }

  /** Sends checks in order, the time of the i-th i seconds behind that of the first. */
  public void checks(int from, int to) {
    for (int i = from; i < to; i++) {
      String host = isHostless(i) ? "" : ", \"host\": \"host-%d\"".formatted(i % HOSTS);
      String json =
          """
          {"checked_at": "%s", "target": {"service": "%s"%s}, "up": %s, "tier": "gold",
           "latency": {"p99_ms": %d}, "requests": {"total": 400, "failed": %d}}"""
              .formatted(
                  Instant.ofEpochMilli(START + 1_000L * i),
                  service(i),
                  host,
                  !isDown(i),
                  i % 900,
                  i % 4);
      send(CHECKS, i % SERVICES % 3, START + i, json.getBytes(StandardCharsets.UTF_8));
    }
    producer.flush();
  }

  /** Sends probes of hosts and services of their own, every second one with the younger schema. */
  public void probes(int from, int to) {
    for (int i = from; i < to; i++) {
      Schema schema = i % 2 == 0 ? old : young;
      Schema inner = schema.getField("probe").schema();
      GenericData.Record result = new GenericData.Record(inner);
      result.put("at", (START + 1_000L * i) * 1_000L + 999);
      result.put("status", new GenericData.EnumSymbol(inner.getField("status").schema(), "OK"));
      result.put("latency", i % 900);
      if (schema == young) {
        result.put("wait_ms", (double) i);
      }
      GenericData.Record probe = new GenericData.Record(schema);
      probe.put("service", "probed-" + i % 2);
      probe.put("tags", Map.of("tier", "silver", "host", "probe-host-" + i % 2));
      probe.put("probe", result);
      send(PROBES, i % 2, START + i, WireFormat.encode(ids.get(schema), probe));
    }
    producer.flush();
  }

  /**
   * Sends records that cannot be used: no JSON, a wrong time, no service, no Avro, wrong schemas.
   */
  public void broken() {
    send(CHECKS, 0, START, "{\"checked_at\":".getBytes(StandardCharsets.UTF_8));
    send(
        CHECKS,
        1,
        START,
        "{\"checked_at\": \"noon\", \"target\": {\"service\": \"s\"}}"
            .getBytes(StandardCharsets.UTF_8));
    send(
        CHECKS,
        2,
        START,
        "{\"checked_at\": \"2026-03-01T12:00:00Z\", \"target\": {}}"
            .getBytes(StandardCharsets.UTF_8));
    send(PROBES, 0, START, "{\"service\": 1}".getBytes(StandardCharsets.UTF_8));
    send(PROBES, 1, START, new byte[] {0, 0, 0, 0x12, 0x67, 2});
    GenericData.Record result = new GenericData.Record(wrong.getField("probe").schema());
    result.put("at", List.of("noon"));
    GenericData.Record probe = new GenericData.Record(wrong);
    probe.put("service", "s");
    probe.put("tags", Map.of("host", "h"));
    probe.put("probe", result);
    send(PROBES, 0, START, WireFormat.encode(ids.get(wrong), probe));
    producer.flush();
  }

  /** Mapped events whose Kafka timestamp is not that of the record that they name. */
  public List<String> timestampsThatDiffer() {
    Map<String, Long> sources = new HashMap<>();
    for (String topic : List.of(CHECKS, PROBES)) {
      read(topic)
          .forEach(r -> sources.put(topic + "/" + r.partition() + "/" + r.offset(), r.timestamp()));
    }
    List<String> different = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : read(mapped)) {
      String id = eventId(record);
      if (!sources.containsKey(id) || sources.get(id) != record.timestamp()) {
        different.add(id + " at " + record.timestamp() + ", source at " + sources.get(id));
      }
    }
    return different;
  }

  /** Mapped events that stand behind a later one of the same entity and source partition. */
  public List<String> disorder() {
    Map<String, Long> last = new HashMap<>();
    List<String> found = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : read(mapped)) {
      String id = eventId(record);
      String stream =
          new String(record.key(), StandardCharsets.UTF_8)
              + " "
              + id.substring(0, id.lastIndexOf('/'));
      long offset = Long.parseLong(id.substring(id.lastIndexOf('/') + 1));
      Long before = last.put(stream, offset);
      if (before != null && before >= offset) {
        found.add(stream + " has " + offset + " behind " + before);
      }
    }
    return found;
  }

  /** The first field of an event: behind the header a length, in one byte, and the text. */
  private static String eventId(ConsumerRecord<byte[], byte[]> record) {
    return new String(record.value(), 6, record.value()[5] / 2, StandardCharsets.UTF_8);
  }

  private List<ConsumerRecord<byte[], byte[]>> read(String topic) {
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of(
                "bootstrap.servers", stack.bootstrap(), "isolation.level", "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
      return records;
    }
  }

  private void send(String topic, int partition, long timestamp, byte[] value) {
    producer.send(new ProducerRecord<>(topic, partition, timestamp, null, value));
  }

  @Override
  public void close() {
    producer.close();
  }
}
