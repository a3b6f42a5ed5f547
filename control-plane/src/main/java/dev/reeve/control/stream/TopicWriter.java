package dev.reeve.control.stream;

import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes records in order; one that does not arrive fails the next call. Thread-safe. */
public final class TopicWriter implements AutoCloseable {

  private static final Duration CLOSE = Duration.ofSeconds(30);

  private final KafkaProducer<byte[], byte[]> producer;
  private final AtomicReference<Exception> failure = new AtomicReference<>();

  public TopicWriter(String bootstrap) {
    Properties properties = new Properties();
    properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.LINGER_MS_CONFIG, 5);
    properties.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
    properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 30_000);
    this.producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /**
   * Hands the record to the producer.
   *
   * @throws IllegalStateException if an earlier one could not be written
   */
  public void write(String topic, byte[] key, byte[] value) {
    throwIfFailed();
    producer.send(
        new ProducerRecord<>(topic, key, value),
        (metadata, exception) -> {
          if (exception != null) {
            failure.compareAndSet(null, exception);
          }
        });
  }

  /**
   * Writes a record and waits until the broker has it.
   *
   * @return where it stands
   * @throws IllegalStateException if it could not be written
   */
  public RecordMetadata writeNow(ProducerRecord<byte[], byte[]> record) {
    try {
      return producer.send(record).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while writing to " + record.topic(), e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "a record could not be written to " + record.topic(), e.getCause());
    }
  }

  /** Waits until everything handed over is acknowledged by the broker. */
  public void flush() {
    producer.flush();
    throwIfFailed();
  }

  @Override
  public void close() {
    producer.close(CLOSE);
    throwIfFailed();
  }

  private void throwIfFailed() {
    if (failure.get() != null) {
      throw new IllegalStateException("a record could not be written", failure.get());
    }
  }
}
