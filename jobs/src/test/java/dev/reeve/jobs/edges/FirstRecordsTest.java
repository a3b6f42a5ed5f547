package dev.reeve.jobs.edges;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Does a job begin with the first record, and never skip any behind its back? */
class FirstRecordsTest {

  private final OffsetsInitializer first = new FirstRecords();

  @Test
  void aNewPartitionStartsAtItsBeginning() {
    TopicPartition partition = new TopicPartition("plant.events", 3);
    assertThat(first.getPartitionOffsets(List.of(partition), null))
        .containsEntry(partition, KafkaPartitionSplit.EARLIEST_OFFSET);
  }

  @Test
  void aPositionThatIsGoneIsNotReplaced() {
    assertThat(first.getAutoOffsetResetStrategy()).isEqualTo(OffsetResetStrategy.NONE);
  }
}
