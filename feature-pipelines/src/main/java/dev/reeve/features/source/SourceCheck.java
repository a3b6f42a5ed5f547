package dev.reeve.features.source;

import dev.reeve.expression.ExpressionCompiler;
import dev.reeve.expression.ValueType;
import dev.reeve.schema.identity.TypedEntity;
import dev.reeve.schema.release.Problem;
import dev.reeve.schema.release.Release;
import dev.reeve.schema.release.SourceDefinition;
import dev.reeve.schema.release.SourceEntity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Finds everything that is wrong with the source mappings of a release, at once. */
public final class SourceCheck {

  private static final int MOST_SOURCES = 32;
  private static final int MOST_ENTITIES = 8;
  private static final int MOST_FIELDS = 200;

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");
  private static final String NAME_FORM =
      "a name is a lower-case letter, then up to 62 lower-case letters, digits and '_'";
  private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9._-]{1,249}");
  private static final String TOPIC_FORM =
      "a topic has up to 249 letters, digits, '.', '_' and '-'";

  /**
   * Topics of a region that are taken: what its job writes, those of feature sets, and events,
   * which producers write and whose retention is not that of mapped events.
   */
  private static final Pattern TAKEN =
      Pattern.compile(
          "events|decisions|actions|questions|answers|outcomes|usage|rejected|accounts|summaries"
              + "|features(\\..*)?");

  private final List<Problem> problems = new ArrayList<>();
  private final Map<String, String> topicByType = new HashMap<>();
  private final Map<String, String> typeByTopic = new HashMap<>();

  private SourceCheck() {}

  /**
   * Checks all that can be told without the registry: of JSON everything, of Avro names, paths and
   * the syntax of expressions.
   *
   * @return problems in the order of the definitions; empty when there are none
   */
  public static List<Problem> check(Release release) {
    SourceCheck check = new SourceCheck();
    check.checkAll(release.sources());
    return check.problems;
  }

  /**
   * Checks fields and their types against the latest schema of each subject.
   *
   * @return problems in the order of the definitions; empty when there are none
   * @throws IllegalStateException if the registry does not answer
   */
  public static List<Problem> check(Release release, RegisteredSchemas registered) {
    List<Problem> problems = new ArrayList<>();
    for (int i = 0; i < release.sources().size(); i++) {
      SourceDefinition source = release.sources().get(i);
      if (source.format().equals("avro")) {
        problems.addAll(RegisteredSourceCheck.check(source, "/sources/" + i, registered));
      }
    }
    return problems;
  }

  private void checkAll(List<SourceDefinition> sources) {
    if (sources.size() > MOST_SOURCES) {
      add("/sources", sources.size() + " sources", "allowed are up to " + MOST_SOURCES);
    }
    Map<String, String> names = new HashMap<>();
    Map<String, String> topics = new HashMap<>();
    for (int i = 0; i < sources.size(); i++) {
      SourceDefinition source = sources.get(i);
      String pointer = "/sources/" + i;
      unique(names, source.name(), pointer + "/name", "a name is used once");
      unique(topics, source.topic(), pointer + "/topic", "a topic has one mapping");
      checkSource(source, pointer);
    }
  }

  private void checkSource(SourceDefinition source, String pointer) {
    matches(NAME, source.name(), pointer + "/name", NAME_FORM);
    matches(TOPIC, source.topic(), pointer + "/topic", TOPIC_FORM);
    oneOf(RecordFormat.NAMES, source.format(), pointer + "/format");
    if (!source.timeFormat().isEmpty()) {
      oneOf(TimeConversion.formats(), source.timeFormat(), pointer + "/time_format");
      if (source.eventTime().isEmpty()) {
        add(
            pointer + "/time_format",
            source.timeFormat(),
            "it is the format of event_time, which is not given; remove it or give both");
      }
    }
    checkTypes(source, pointer + "/fields");
    field(source.eventId(), pointer + "/event_id");
    field(source.region(), pointer + "/region");
    field(source.eventTime(), pointer + "/event_time");
    fields(source.measures(), pointer + "/measures");
    fields(source.attributes(), pointer + "/attributes");
    fields(source.labels(), pointer + "/labels");
    checkEntities(source, pointer + "/entities");
    if (source.format().equals("json")) {
      RecordMapping mapping = new RecordMapping(source, null, new JsonFields(source.fields()));
      problems.addAll(MappingCheck.check(source, pointer, mapping, "in JSON"));
    }
  }

  private void checkTypes(SourceDefinition source, String pointer) {
    if (!source.fields().isEmpty() && !source.format().equals("json")) {
      add(
          pointer,
          String.join(", ", source.fields().keySet()),
          "only JSON needs types; those of Avro stand in its schema");
    }
    List<String> types = Arrays.stream(ValueType.values()).map(ValueType::text).toList();
    source
        .fields()
        .forEach(
            (path, type) -> {
              oneOf(types, type, pointer + "/" + MappingCheck.escape(path));
              path(path, pointer + "/" + MappingCheck.escape(path));
            });
  }

  private void checkEntities(SourceDefinition source, String pointer) {
    int size = source.entities().size();
    if (size < 1 || size > MOST_ENTITIES) {
      add(pointer, size + " entities", "a record concerns 1 to " + MOST_ENTITIES + " entities");
    }
    for (int k = 0; k < size; k++) {
      SourceEntity entity = source.entities().get(k);
      String at = pointer + "/" + k;
      if (!TypedEntity.isType(entity.type())) {
        add(
            at + "/type",
            entity.type(),
            "an entity type is a lower-case letter, then letters, digits, '_', '-'");
      }
      if (entity.field().isEmpty()) {
        add(at + "/field", "", "a field is " + FieldPath.FORM + "; or =expression");
      }
      field(entity.field(), at + "/field");
      matches(TOPIC, entity.topic(), at + "/topic", TOPIC_FORM);
      if (TAKEN.matcher(entity.topic()).matches()) {
        add(
            at + "/topic",
            entity.topic(),
            "the region has this topic already; choose another, such as host-events");
      }
      oneToOne(entity, at);
    }
  }

  /** A region job reads each type from one topic, and from each topic one type. */
  private void oneToOne(SourceEntity entity, String pointer) {
    String topic = topicByType.putIfAbsent(entity.type(), entity.topic());
    String type = typeByTopic.putIfAbsent(entity.topic(), entity.type());
    if (topic != null && !topic.equals(entity.topic())) {
      add(
          pointer + "/topic",
          entity.topic(),
          "events of %s go to %s already; allowed is one topic for each type"
              .formatted(entity.type(), topic));
    } else if (type != null && !type.equals(entity.type())) {
      add(
          pointer + "/topic",
          entity.topic(),
          "events of %s go there already; allowed is one type on each topic".formatted(type));
    }
  }

  private void fields(Map<String, String> fields, String pointer) {
    if (fields.size() > MOST_FIELDS) {
      add(pointer, fields.size() + " fields", "allowed are up to " + MOST_FIELDS);
    }
    fields.forEach(
        (name, origin) -> {
          String at = pointer + "/" + MappingCheck.escape(name);
          matches(NAME, name, at, NAME_FORM);
          if (origin.isEmpty()) {
            add(at, "", "a field is " + FieldPath.FORM + "; or =expression");
          }
          field(origin, at);
        });
  }

  private void field(String origin, String pointer) {
    if (FieldCompiler.isExpression(origin)) {
      ExpressionCompiler.syntaxProblems(FieldCompiler.expression(origin))
          .forEach(problem -> add(pointer, origin, problem.message()));
    } else if (!origin.isEmpty()) {
      path(origin, pointer);
    }
  }

  private void path(String path, String pointer) {
    if (FieldPath.parse(path).isEmpty()) {
      add(pointer, path, "a path is " + FieldPath.FORM);
    }
  }

  private void unique(Map<String, String> seen, String value, String pointer, String rule) {
    String first = seen.putIfAbsent(value, pointer);
    if (first != null) {
      add(pointer, value, "duplicate: " + rule);
    }
  }

  private void matches(Pattern form, String value, String pointer, String message) {
    if (!form.matcher(value).matches()) {
      add(pointer, value, message);
    }
  }

  private void oneOf(List<String> allowed, String value, String pointer) {
    if (!allowed.contains(value)) {
      add(pointer, value, "allowed: " + String.join(", ", allowed));
    }
  }

  private void add(String pointer, String value, String message) {
    problems.add(new Problem(pointer, value, message));
  }
}
