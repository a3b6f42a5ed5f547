package dev.reeve.features.source;

import dev.reeve.features.event.Reason;

/**
 * One field of an event, as the records of one shape give it.
 *
 * @param name name in the event, such as {@code measures.cpu}, for messages
 * @param origin path or expression that the definition gives
 * @param reader reads and converts the value; null where no record of the shape has it
 * @param absent why no record of the shape has it, though it may be there in others; empty
 *     otherwise
 * @param unfit why no record of the shape can give it; empty otherwise
 */
record EventField(String name, String origin, FieldReader reader, String absent, String unfit) {

  static EventField readable(String name, String origin, FieldReader reader) {
    return new EventField(name, origin, reader, "", "");
  }

  static EventField absent(String name, String origin, String why) {
    return new EventField(name, origin, null, why, "");
  }

  static EventField unfit(String name, String origin, String why) {
    return new EventField(name, origin, null, "", why);
  }

  /** The value, or null where the record lacks it or cannot give it, which is told. */
  Object orNull(Object record, MappingProblems problems) {
    if (!unfit.isEmpty()) {
      problems.add(Reason.UNMAPPED, name + ": " + unfit);
      return null;
    }
    try {
      return reader == null ? null : reader.of(record);
    } catch (UnfitValue e) {
      problems.add(e.reason(), name + ": " + origin + " " + e.getMessage());
      return null;
    }
  }

  /** The text, which a record must have. Null, and told, where it does not. */
  Object required(Object record, MappingProblems problems) {
    int before = problems.count();
    Object value = orNull(record, problems);
    if (problems.count() == before && (value == null || value.equals(""))) {
      String what = value == null ? " is missing" : " is empty";
      problems.add(Reason.MISSING_FIELD, name + ": " + (absent.isEmpty() ? origin + what : absent));
    }
    return value;
  }
}
