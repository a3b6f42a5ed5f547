package dev.reeve.schema.release;

import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * How records of a topic that is not ours become region events. Wherever a field is asked for, it
 * is given by its path, {@code a.b.c} (names with other characters in double quotes), or computed
 * by CEL over the record's fields, written {@code =expression}; {@code ='text'} is a constant.
 *
 * @param name name of the mapping, lower-case letters, digits and '_'
 * @param description where the records come from
 * @param owner team that answers for it
 * @param topic topic that is read, by its full name
 * @param format avro, in Confluent's wire format, or json
 * @param subject subject of the registry whose schemas the topic's records have; by default the
 *     topic's name and {@code -value}
 * @param fields type (int, double, bool or string) by path of the fields that expressions read, of
 *     json alone: the schema of avro tells them
 * @param eventId field of the event id; by default {@code topic/partition/offset} of the record
 * @param region field of the region; by default that of the job
 * @param eventTime field of the event time; by default the record's Kafka timestamp
 * @param timeFormat millis, micros, seconds, or iso for ISO 8601 text with an offset; by default
 *     what the field's type tells: the unit of an Avro timestamp, iso for text, millis for a number
 * @param measures field by name of the measure; left out of the event where the record lacks it
 * @param attributes field by name of the attribute; left out of the event where the record lacks it
 * @param labels field by name of the label; a record that lacks it is rejected
 * @param entities the entities that a record concerns: an event for each
 */
public record SourceDefinition(
    String name,
    String description,
    String owner,
    String topic,
    String format,
    String subject,
    Map<String, String> fields,
    String eventId,
    String region,
    String eventTime,
    String timeFormat,
    Map<String, String> measures,
    Map<String, String> attributes,
    Map<String, String> labels,
    List<SourceEntity> entities)
    implements Serializable {

  public SourceDefinition {
    description = Absent.asEmpty(description);
    owner = Absent.asEmpty(owner);
    format = format == null ? "avro" : format;
    subject = subject == null ? topic + "-value" : subject;
    fields = Absent.asEmpty(fields);
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
