package dev.reeve.jobs.edges;

import dev.reeve.jobs.options.Delivery;
import dev.reeve.schema.Envelope;
import dev.reeve.schema.wire.RecordSize;
import java.time.Duration;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * How a job writes: all that belongs together through one producer, in one transaction for each
 * subtask and checkpoint.
 *
 * @param idPrefix what the job's transactional ids begin with. It ends with a character that
 *     neither regions nor prefixes of topics may contain: where the prefix of one job began with
 *     that of another, one would abort the other's transactions
 * @param timeout time after which the broker aborts an open transaction
 */
record TransactionalSink(
    String bootstrap,
    String idPrefix,
    Delivery delivery,
    Duration timeout,
    TransactionNamingStrategy naming) {

  KafkaSink<Envelope> of(KafkaRecordSerializationSchema<Envelope> records) {
    return KafkaSink.<Envelope>builder()
        .setBootstrapServers(bootstrap)
        .setRecordSerializer(records)
        .setDeliveryGuarantee(
            delivery == Delivery.EXACTLY_ONCE
                ? DeliveryGuarantee.EXACTLY_ONCE
                : DeliveryGuarantee.AT_LEAST_ONCE)
        .setTransactionalIdPrefix(idPrefix)
        .setTransactionNamingStrategy(naming)
        .setProperty(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, Long.toString(timeout.toMillis()))
        .setProperty(
            ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(RecordSize.MOST_OUTPUT))
        .build();
  }
}
