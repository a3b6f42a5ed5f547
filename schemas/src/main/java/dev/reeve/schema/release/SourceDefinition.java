package dev.reeve.schema.release;

import java.util.List;
import java.util.Map;

/**
 * How records of a topic that is not ours become region events. A field of the record is given by
 * its path, {@code a.b.c}, or computed by CEL, written {@code =expression}.
 *
 * @param name name of the mapping, lower-case letters, digits and '_'
 * @param description where the records come from
 * @param owner team that answers for it
 * @param topic topic that is read, by its full name
 * @param format avro, in Confluent's wire format, or json
 * @param subject subject of the registry whose schemas the topic's records have; by default the
 *     topic's name and {@code -value}
 * @param eventId field of the event id; by default the record's position is the id
 * @param region field of the region, or a text in single quotes; by default that of the job
 * @param eventTime field of the event time; by default the record's Kafka timestamp
 * @param timeFormat millis, micros, seconds, or iso for ISO 8601 text; by default what the type of
 *     the field tells
 * @param measures field by name of the measure
 * @param attributes field by name of the attribute
 * @param labels field by name of the label
 * @param entities the entities that a record concerns: an event for each
 */
public record SourceDefinition(
    String name,
    String description,
    String owner,
    String topic,
    String format,
    String subject,
    String eventId,
    String region,
    String eventTime,
    String timeFormat,
    Map<String, String> measures,
    Map<String, String> attributes,
    Map<String, String> labels,
    List<SourceEntity> entities) {

  public SourceDefinition {
    description = Absent.asEmpty(description);
    owner = Absent.asEmpty(owner);
    format = format == null ? "avro" : format;
    subject = subject == null ? topic + "-value" : subject;
    eventId = Absent.asEmpty(eventId);
    region = Absent.asEmpty(region);
    eventTime = Absent.asEmpty(eventTime);
    timeFormat = Absent.asEmpty(timeFormat);
    measures = Absent.asEmpty(measures);
    attributes = Absent.asEmpty(attributes);
    labels = Absent.asEmpty(labels);
    entities = Absent.asEmpty(entities);
  }
}
