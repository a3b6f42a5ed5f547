package dev.reeve.jobs.edges;

import java.util.Collection;
import java.util.Map;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;

/**
 * A new partition is read from its first record on. A position that the topic no longer holds, as
 * after an outage longer than the topic's retention, fails the job: to go on with the first record
 * that is left would lose the others in silence.
 */
final class FirstRecords implements OffsetsInitializer {

  private static final long serialVersionUID = 1L;

  private final OffsetsInitializer earliest = OffsetsInitializer.earliest();

  @Override
  public Map<TopicPartition, Long> getPartitionOffsets(
      Collection<TopicPartition> partitions, PartitionOffsetsRetriever retriever) {
    return earliest.getPartitionOffsets(partitions, retriever);
  }

  @Override
  public OffsetResetStrategy getAutoOffsetResetStrategy() {
    return OffsetResetStrategy.NONE;
  }
}
