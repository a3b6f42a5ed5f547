package dev.reeve.features.source;

import dev.reeve.expression.ValueType;
import java.util.SortedMap;

/** The fields that all records of one shape have: of one writer's schema, or of JSON. */
interface RecordFields {

  /** What stands at the path. */
  FieldAccess at(FieldPath path);

  /** Types of the fields that expressions may read, by dotted path. */
  SortedMap<String, ValueType> values();
}
