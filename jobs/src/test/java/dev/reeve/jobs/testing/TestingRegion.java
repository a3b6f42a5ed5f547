package dev.reeve.jobs.testing;

import dev.reeve.features.aggregate.Aggregate;
import dev.reeve.jobs.edges.KafkaEdges;
import dev.reeve.jobs.options.RegionOptions;
import dev.reeve.schema.Account;
import dev.reeve.schema.Acknowledgement;
import dev.reeve.schema.Action;
import dev.reeve.schema.Answer;
import dev.reeve.schema.ControlRecord;
import dev.reeve.schema.Decision;
import dev.reeve.schema.Question;
import dev.reeve.schema.RegionEvent;
import dev.reeve.schema.RejectedRecord;
import dev.reeve.schema.UsageRecord;
import dev.reeve.schema.control.Activation;
import dev.reeve.schema.control.ReleaseInForce;
import dev.reeve.schema.feature.FeatureRecords;
import dev.reeve.schema.identity.Digest;
import dev.reeve.schema.identity.TypedEntity;
import dev.reeve.schema.release.FeatureSetDefinition;
import dev.reeve.schema.release.ReleaseBody;
import dev.reeve.schema.wire.RecordSize;
import dev.reeve.schema.wire.Topics;
import dev.reeve.schema.wire.WireFormat;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The region "plant" on topics of its own: publishes its input, reads back what it wrote. */
public final class TestingRegion implements AutoCloseable {

  public static final String REGION = "plant";

  private static final int PARTITIONS = 4;
  private static final Map<String, String> LARGE =
      Map.of("max.message.bytes", Integer.toString(RecordSize.MOST_BATCH));

  private final TestingStack stack;
  private final Topics topics;
  private final Map<String, Integer> schemaIds = new HashMap<>();
  private final KafkaProducer<byte[], byte[]> producer;

  /**
   * @param name names the region's topics; unique among the tests
   */
  public TestingRegion(TestingStack stack, String name) throws Exception {
    this.stack = stack;
    this.topics = new Topics(name + ".", REGION);
    createTopics();
    registerSchemas();
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                stack.bootstrap(),
                "linger.ms",
                5,
                "max.request.size",
                RecordSize.MOST_OUTPUT),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  public Topics topics() {
    return topics;
  }

  /** Number of partitions of the topics that are keyed by entity. */
  public int partitions() {
    return PARTITIONS;
  }

  /** Partition of a host's events, and of all that follows from them. */
  public int partitionOf(String host) {
    return BuiltInPartitioner.partitionForKey(bytes(TypedEntity.key("host", host)), PARTITIONS);
  }

  /** Options of the region's job; those given come last. */
  public List<String> arguments(String... more) {
    return argumentsWith("host=" + topics.events(), more);
  }

  private List<String> argumentsWith(String sources, String... more) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("--region", REGION, "--prefix", topics.prefix()));
    arguments.addAll(List.of("--bootstrap", stack.bootstrap(), "--registry", stack.registry()));
    arguments.addAll(List.of("--sources", sources));
    arguments.addAll(Arrays.asList(more));
    return arguments;
  }

  /** Options of a job that reads other sources than the hosts of the region. */
  public RegionOptions optionsOf(String sources, String... more) {
    return RegionOptions.of(argumentsWith(sources, more).toArray(String[]::new));
  }

  public RegionOptions options(String... more) {
    return RegionOptions.of(arguments(more).toArray(String[]::new));
  }

  public SeededEvents events(long seed) {
    return new SeededEvents(seed, REGION, schemaIds.get("dev.reeve.schema.RegionEvent"));
  }

  /** Publishes in order and waits until the broker has all. */
  public void publish(List<SentEvent> events) {
    for (SentEvent event : events) {
      producer.send(
          new ProducerRecord<>(
              topics.events(), bytes(TypedEntity.key("host", event.entity())), event.value()));
    }
    producer.flush();
  }

  /**
   * Publishes the release of a test resource and puts it in force.
   *
   * @return its digest
   */
  public String release(String resource, long generation) throws Exception {
    byte[] body;
    try (InputStream in = getClass().getResourceAsStream("/releases/" + resource)) {
      body = in.readAllBytes();
    }
    return release(body, generation);
  }

  /**
   * Makes the topics and schemas of a release's feature sets, publishes it and puts it in force.
   *
   * @return its digest
   */
  public String release(byte[] body, long generation) throws Exception {
    for (FeatureSetDefinition set : ReleaseBody.read(body).featureSets()) {
      prepare(set);
    }
    control(ReleaseInForce.RELEASE, 0, body);
    return activate(Digest.of(body), generation);
  }

  /** Puts a release in force that was published before. */
  public String activate(String release, long generation) throws Exception {
    Activation activation = new Activation(generation, List.of(REGION), release);
    control(ReleaseInForce.ACTIVATION, generation, ReleaseBody.JSON.writeValueAsBytes(activation));
    return release;
  }

  private void prepare(FeatureSetDefinition set) throws Exception {
    Schema schema = FeatureRecords.of(set, Aggregate::valueTypeOf).schema();
    try (var client = new CachedSchemaRegistryClient(stack.registry(), 100)) {
      client.register(schema.getFullName(), new AvroSchema(schema));
    }
    String topic = topics.features(set.name(), set.version());
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrap()))) {
      if (!admin.listTopics().names().get().contains(topic)) {
        NewTopic plan = new NewTopic(topic, PARTITIONS, (short) 1);
        admin.createTopics(List.of(plan.configs(Map.of("cleanup.policy", "compact")))).all().get();
      }
    }
  }

  /** Publishes bytes to the control topic as they are. */
  public void control(byte[] value) {
    producer.send(new ProducerRecord<>(topics.control(), bytes("raw"), value));
    producer.flush();
  }

  private void control(String type, long generation, byte[] body) {
    String id = type + "/" + Digest.of(body);
    ControlRecord record =
        ControlRecord.newBuilder()
            .setRecordId(id)
            .setType(type)
            .setDigest(Digest.of(body))
            .setGeneration(generation)
            .setBody(ByteBuffer.wrap(body))
            .setIssuer("test")
            .setIssuedAt(System.currentTimeMillis())
            .build();
    producer.send(
        new ProducerRecord<>(
            topics.control(),
            bytes(id),
            WireFormat.encode(schemaIds.get(record.getSchema().getFullName()), record)));
    producer.flush();
  }

  /** Registers a schema as the registry's rule for our contracts, FULL_TRANSITIVE, allows. */
  public int register(String subject, Schema schema) throws Exception {
    try (var client = new CachedSchemaRegistryClient(stack.registry(), 100)) {
      client.updateCompatibility(subject, "FULL_TRANSITIVE");
      return client.register(subject, new AvroSchema(schema));
    }
  }

  /** Bytes of a record of a contract. */
  public byte[] encode(SpecificRecord record) {
    return WireFormat.encode(schemaIds.get(record.getSchema().getFullName()), record);
  }

  public Outputs outputs() {
    return new Outputs(this);
  }

  public <T extends SpecificRecord> Tail<T> tail(String topic, Class<T> type) {
    return new Tail<>(stack.bootstrap(), topic, type, new KafkaEdges(options()).writerSchemas());
  }

  private void createTopics() throws Exception {
    List<NewTopic> plan = new ArrayList<>();
    for (String topic :
        List.of(
            topics.events(),
            topics.decisions(),
            topics.actions(),
            topics.questions(),
            topics.usage(),
            topics.rejected(),
            topics.accounts())) {
      plan.add(new NewTopic(topic, PARTITIONS, (short) 1).configs(LARGE));
    }
    plan.add(
        new NewTopic(topics.answers(), PARTITIONS, (short) 1)
            .configs(Map.of("message.timestamp.type", "LogAppendTime")));
    plan.add(
        new NewTopic(topics.control(), 1, (short) 1).configs(Map.of("cleanup.policy", "compact")));
    plan.add(new NewTopic(topics.controlStatus(), 1, (short) 1));
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrap()))) {
      admin.createTopics(plan).all().get();
    }
  }

  private void registerSchemas() throws Exception {
    try (var client = new CachedSchemaRegistryClient(stack.registry(), 100)) {
      for (Schema schema :
          List.of(
              RegionEvent.getClassSchema(),
              Decision.getClassSchema(),
              Action.getClassSchema(),
              Question.getClassSchema(),
              Answer.getClassSchema(),
              UsageRecord.getClassSchema(),
              RejectedRecord.getClassSchema(),
              Account.getClassSchema(),
              Acknowledgement.getClassSchema(),
              ControlRecord.getClassSchema())) {
        String subject = schema.getFullName();
        schemaIds.put(subject, client.register(subject, new AvroSchema(schema)));
      }
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    producer.close();
  }
}
