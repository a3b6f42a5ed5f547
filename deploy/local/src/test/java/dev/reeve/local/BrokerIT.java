package dev.reeve.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The local broker is a real one: it keeps transactions apart and survives its end. */
class BrokerIT {

  private static final TopicPartition LEDGER = new TopicPartition("ledger", 0);
  private static final long LONG_AGO = 1_300_000_000_000L;

  @Test
  void committedTransactionsAreReadAndAbortedOnesAreNotAlsoAfterARestart(@TempDir Path dir)
      throws Exception {
    int port;
    try (LocalBroker broker = LocalBroker.start(dir.resolve("broker"), 0)) {
      port = portOf(broker.bootstrap());
      createTopic(broker.bootstrap());
      writeInTransactions(broker.bootstrap());
      assertThat(readCommitted(broker.bootstrap(), 2)).containsExactly("kept", "kept too");
    }
    try (LocalBroker broker = LocalBroker.start(dir.resolve("broker"), port)) {
      assertThat(readCommitted(broker.bootstrap(), 2)).containsExactly("kept", "kept too");
    }
  }

  @Test
  void aBrokerProcessThatWasKilledComesBackWithItsRecords(@TempDir Path dir) throws Exception {
    Path logs = dir.resolve("logs");
    BrokerProcess killed = BrokerProcess.start(dir.resolve("broker"), 0, logs);
    createTopic(killed.bootstrap());
    writeInTransactions(killed.bootstrap());
    killed.kill();
    assertThat(ProcessHandle.of(killed.running().pid())).isEmpty();

    try (BrokerProcess broker =
        BrokerProcess.start(dir.resolve("broker"), portOf(killed.bootstrap()), logs)) {
      assertThat(readCommitted(broker.bootstrap(), 2)).containsExactly("kept", "kept too");
    }
  }

  private static int portOf(String bootstrap) {
    return Integer.parseInt(bootstrap.substring(bootstrap.indexOf(':') + 1));
  }

  private static void createTopic(String bootstrap) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      admin.createTopics(Set.of(new NewTopic(LEDGER.topic(), 1, (short) 1))).all().get();
    }
  }

  private static void writeInTransactions(String bootstrap) {
    Map<String, Object> options =
        Map.of("bootstrap.servers", bootstrap, "transactional.id", "writer");
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(options, new StringSerializer(), new StringSerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(LEDGER.topic(), 0, LONG_AGO, "key", "kept"));
      producer.commitTransaction();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(LEDGER.topic(), 0, LONG_AGO, "key", "dropped"));
      producer.flush();
      producer.abortTransaction();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(LEDGER.topic(), 0, LONG_AGO, "key", "kept too"));
      producer.commitTransaction();
    }
  }

  /** Reads to the end of the partition; fails if that takes more than 30 s. */
  private static List<String> readCommitted(String bootstrap, int atLeast) {
    Map<String, Object> options =
        Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed");
    List<String> values = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(options, new StringDeserializer(), new StringDeserializer())) {
      consumer.assign(Set.of(LEDGER));
      consumer.seekToBeginning(Set.of(LEDGER));
      long end = consumer.endOffsets(Set.of(LEDGER)).get(LEDGER);
      assertThat(end).isGreaterThanOrEqualTo(atLeast);
      long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
      while (consumer.position(LEDGER) < end && System.nanoTime() < deadline) {
        consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
      }
      assertThat(consumer.position(LEDGER)).as("read to the end").isEqualTo(end);
    }
    return values;
  }
}
