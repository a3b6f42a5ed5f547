package dev.reeve.features.source;

import dev.reeve.features.event.Reason;
import dev.reeve.schema.RegionEvent;
import dev.reeve.schema.SourceRecord;
import dev.reeve.schema.release.SourceDefinition;
import dev.reeve.schema.release.SourceEntity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A definition, compiled for the records of one shape. */
final class RecordMapping {

  private final SourceDefinition definition;
  private final String region;
  private final EventField eventId;
  private final EventField ownRegion;
  private final EventField eventTime;
  private final Map<String, EventField> measures = new TreeMap<>();
  private final Map<String, EventField> attributes = new TreeMap<>();
  private final Map<String, EventField> labels = new TreeMap<>();
  private final List<EventField> entities = new ArrayList<>();

  /**
   * @param region region of the job; null where only the fields are of interest
   */
  RecordMapping(SourceDefinition definition, String region, RecordFields fields) {
    this.definition = definition;
    this.region = region;
    FieldCompiler compiler = new FieldCompiler(fields);
    eventId = optional(definition.eventId(), "event_id", compiler);
    ownRegion = optional(definition.region(), "region", compiler);
    eventTime =
        definition.eventTime().isEmpty()
            ? null
            : compiler.time("event_time", definition.eventTime(), definition.timeFormat());
    compileAll(definition.measures(), "measures.", Conversion.MEASURE, compiler, measures);
    compileAll(definition.attributes(), "attributes.", Conversion.TEXT, compiler, attributes);
    compileAll(definition.labels(), "labels.", Conversion.TEXT, compiler, labels);
    for (SourceEntity entity : definition.entities()) {
      entities.add(compiler.compile(entity.type(), entity.field(), Conversion.TEXT));
    }
  }

  private static EventField optional(String origin, String name, FieldCompiler compiler) {
    return origin.isEmpty() ? null : compiler.compile(name, origin, Conversion.TEXT);
  }

  private static void compileAll(
      Map<String, String> origins,
      String prefix,
      Conversion conversion,
      FieldCompiler compiler,
      Map<String, EventField> into) {
    origins.forEach(
        (name, origin) -> into.put(name, compiler.compile(prefix + name, origin, conversion)));
  }

  EventField eventId() {
    return eventId;
  }

  EventField region() {
    return ownRegion;
  }

  EventField eventTime() {
    return eventTime;
  }

  Map<String, EventField> measures() {
    return measures;
  }

  Map<String, EventField> attributes() {
    return attributes;
  }

  Map<String, EventField> labels() {
    return labels;
  }

  /** Fields of the entities' ids, in the order of the definition. */
  List<EventField> entities() {
    return entities;
  }

  /** Maps a record: to an event for each of its entities, or to one refusal with all problems. */
  MappedRecord map(Object record, SourceRecord source) {
    MappingProblems problems = new MappingProblems();
    String id = eventId(record, source, problems);
    checkRegion(record, problems);
    Object time =
        eventTime == null ? (Object) source.getTimestamp() : eventTime.required(record, problems);
    RegionEvent.Builder event =
        RegionEvent.newBuilder()
            .setRegion(region)
            .setEventTime(time instanceof Long millis ? millis : 0)
            .setMeasures(values(measures, record, problems, Double.class))
            .setAttributes(values(attributes, record, problems, String.class))
            .setLabels(labels(record, problems));
    List<MappedEvent> events = events(record, id, event, problems);
    return problems.count() == 0
        ? MappedRecord.mapped(events)
        : MappedRecord.rejected(problems.rejection());
  }

  private String eventId(Object record, SourceRecord source, MappingProblems problems) {
    return eventId == null
        ? source.getTopic() + "/" + source.getPartition() + "/" + source.getOffset()
        : (String) eventId.required(record, problems);
  }

  private void checkRegion(Object record, MappingProblems problems) {
    if (ownRegion != null) {
      Object found = ownRegion.required(record, problems);
      if (found != null && !found.equals("") && !found.equals(region)) {
        problems.add(
            Reason.WRONG_REGION,
            "region is %s; allowed is '%s'".formatted(UnfitValue.shown(found), region));
      }
    }
  }

  private static <T> Map<String, T> values(
      Map<String, EventField> fields, Object record, MappingProblems problems, Class<T> type) {
    Map<String, T> values = new TreeMap<>();
    fields.forEach(
        (name, field) -> {
          Object value = field.orNull(record, problems);
          if (value != null) {
            values.put(name, type.cast(value));
          }
        });
    return values;
  }

  /** Labels govern where a record may go: without one it must not go anywhere. */
  private Map<String, String> labels(Object record, MappingProblems problems) {
    Map<String, String> values = new TreeMap<>();
    labels.forEach((name, field) -> values.put(name, (String) field.required(record, problems)));
    return values;
  }

  private List<MappedEvent> events(
      Object record, String id, RegionEvent.Builder event, MappingProblems problems) {
    List<MappedEvent> events = new ArrayList<>();
    Map<String, Integer> ofType = new HashMap<>();
    for (int i = 0; i < entities.size(); i++) {
      SourceEntity kind = definition.entities().get(i);
      int nth = ofType.merge(kind.type(), 1, Integer::sum);
      EventField field = entities.get(i);
      Object entity =
          kind.optional() ? field.orNull(record, problems) : field.required(record, problems);
      if (entity != null && !entity.equals("") && problems.count() == 0) {
        // A record may name the same entity twice, as one that calls itself: these are two events.
        event.setEventId(nth == 1 ? id : id + "#" + nth);
        event.setEntityType(kind.type()).setEntity((String) entity);
        events.add(new MappedEvent(kind.topic(), event.build()));
      }
    }
    if (events.isEmpty() && problems.count() == 0) {
      problems.add(
          Reason.MISSING_FIELD,
          "the record has none of "
              + String.join(", ", entities.stream().map(EventField::origin).toList())
              + "; allowed is at least one entity");
    }
    return events;
  }
}
