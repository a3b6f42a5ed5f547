package dev.reeve.features.source;

import java.util.Set;

/**
 * What the records of one shape have at a path.
 *
 * @param types types that values may have; empty when nothing there can be read as a value
 * @param found type in the words of the schema, for messages
 * @param unknown why there is no such field, with the nearest that there is; empty when there is
 * @param reader reads it; null when it cannot be read
 */
record FieldAccess(Set<FieldType> types, String found, String unknown, FieldReader reader) {

  static FieldAccess of(FieldType type, String found, FieldReader reader) {
    return new FieldAccess(Set.of(type), found, "", reader);
  }

  /** Something that is there and is no value, such as a record or an array. */
  static FieldAccess structure(String found) {
    return new FieldAccess(Set.of(), found, "", null);
  }

  static FieldAccess unknown(String why) {
    return new FieldAccess(Set.of(), "", why, null);
  }

  boolean isUnknown() {
    return !unknown.isEmpty();
  }
}
