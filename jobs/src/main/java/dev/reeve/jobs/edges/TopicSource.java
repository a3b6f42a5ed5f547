package dev.reeve.jobs.edges;

import dev.reeve.schema.SourceRecord;
import java.util.Collection;
import java.util.List;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * How a job reads topics: what is committed, from the first record on, as raw bytes with their
 * positions.
 *
 * @param groupPrefix what the names of the job's consumer groups begin with
 */
record TopicSource(String bootstrap, String groupPrefix) {

  private static final String PARTITION_DISCOVERY_MS = "30000";

  KafkaSource<SourceRecord> of(String name, Collection<String> topics) {
    return KafkaSource.<SourceRecord>builder()
        .setBootstrapServers(bootstrap)
        .setGroupId(groupPrefix + "." + name)
        .setTopics(List.copyOf(topics))
        .setStartingOffsets(new FirstRecords())
        .setDeserializer(new RawRecords())
        .setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")
        .setProperty("partition.discovery.interval.ms", PARTITION_DISCOVERY_MS)
        .build();
  }
}
