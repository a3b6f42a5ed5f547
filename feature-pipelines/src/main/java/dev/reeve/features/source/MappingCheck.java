package dev.reeve.features.source;

import dev.reeve.schema.release.Problem;
import dev.reeve.schema.release.SourceDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Tells what a mapping that was compiled for records of one shape cannot read there. */
final class MappingCheck {

  private final String pointer;
  private final String where;
  private final List<Problem> problems = new ArrayList<>();

  private MappingCheck(String pointer, String where) {
    this.pointer = pointer;
    this.where = where;
  }

  /**
   * Checks a compiled mapping.
   *
   * @param pointer JSON pointer of the definition in the release
   * @param where the shape, for messages
   */
  static List<Problem> check(
      SourceDefinition source, String pointer, RecordMapping mapping, String where) {
    MappingCheck check = new MappingCheck(pointer, where);
    check.field(mapping.eventId(), "/event_id");
    check.field(mapping.region(), "/region");
    check.field(mapping.eventTime(), "/event_time");
    check.fields(mapping.measures(), "/measures/");
    check.fields(mapping.attributes(), "/attributes/");
    check.fields(mapping.labels(), "/labels/");
    for (int k = 0; k < source.entities().size(); k++) {
      check.field(mapping.entities().get(k), "/entities/" + k + "/field");
    }
    return check.problems;
  }

  private void fields(Map<String, EventField> fields, String at) {
    fields.forEach((name, field) -> field(field, at + escape(name)));
  }

  private void field(EventField field, String at) {
    if (field == null || FieldPath.parse(field.origin()).isEmpty() && isPath(field)) {
      // What is no path was told already.
      return;
    }
    String problem = field.unfit().isEmpty() ? field.absent() : field.unfit();
    if (!problem.isEmpty()) {
      problems.add(new Problem(pointer + at, field.origin(), where + ": " + problem));
    }
  }

  private static boolean isPath(EventField field) {
    return !FieldCompiler.isExpression(field.origin());
  }

  /** A key as a JSON pointer writes it, RFC 6901. */
  static String escape(String key) {
    return key.replace("~", "~0").replace("/", "~1");
  }
}
