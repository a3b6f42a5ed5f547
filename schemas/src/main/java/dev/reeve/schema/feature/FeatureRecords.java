package dev.reeve.schema.feature;

import dev.reeve.schema.FeatureBundle;
import dev.reeve.schema.FeatureVector;
import dev.reeve.schema.release.FeatureDefinition;
import dev.reeve.schema.release.FeatureSetDefinition;
import dev.reeve.schema.release.FeatureType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;

/**
 * The published records of one feature set version: the schema, which documents each feature, and
 * the record of a vector. For each feature {@code f} there are {@code f}, {@code f_status} and
 * {@code f_age_ms}. Both are functions of the definition and the types of the aggregates alone.
 */
public final class FeatureRecords {

  /** Namespace of all of them. */
  public static final String NAMESPACE = "dev.reeve.feature";

  /** Ends the name of the field with a feature's status. */
  public static final String STATUS = "_status";

  /** Ends the name of the field with a feature's age. */
  public static final String AGE = "_age_ms";

  private static final long NO_AGE = -1;
  private static final int FIRST_FEATURE = FeatureSchema.HEAD.size();
  private static final int FIELDS_OF_A_FEATURE = 3;

  private final FeatureSetDefinition set;
  private final List<FeatureType> types;
  private final Schema schema;

  private FeatureRecords(FeatureSetDefinition set, List<FeatureType> types) {
    this.set = set;
    this.types = types;
    this.schema = FeatureSchema.of(set, types);
  }

  /**
   * Makes the schema of a sound feature set.
   *
   * @param aggregates type of an aggregate's value, by the name that definitions use; derived
   *     features are double
   * @throws org.apache.avro.AvroRuntimeException where names collide; see {@link #collisions}
   */
  public static FeatureRecords of(
      FeatureSetDefinition set, Function<String, FeatureType> aggregates) {
    List<FeatureType> types = new ArrayList<>();
    for (FeatureDefinition feature : set.features()) {
      types.add(
          feature.aggregate().isEmpty()
              ? FeatureType.DOUBLE
              : aggregates.apply(feature.aggregate()));
    }
    return new FeatureRecords(set, types);
  }

  /**
   * Names of features that cannot be fields, because the record has a field of this name already.
   */
  public static List<String> collisions(FeatureSetDefinition set) {
    return FeatureSchema.collisions(set);
  }

  /** The definition. */
  public FeatureSetDefinition set() {
    return set;
  }

  /** Types of the features, in their order. */
  public List<FeatureType> types() {
    return types;
  }

  /** The schema; its full name is its subject in the registry. */
  public Schema schema() {
    return schema;
  }

  /** The record of a vector of this set, which the bundle holds. */
  public GenericData.Record record(FeatureBundle bundle, FeatureVector vector) {
    GenericData.Record record = new GenericData.Record(schema);
    record.put(0, bundle.getEvent().getRegion());
    record.put(1, bundle.getEvent().getEntityType());
    record.put(2, bundle.getEvent().getEntity());
    record.put(3, vector.getAsOf());
    record.put(
        4, bundle.getCauseId().isEmpty() ? bundle.getEvent().getEventId() : bundle.getCauseId());
    int field = FIRST_FEATURE;
    for (int i = 0; i < types.size(); i++, field += FIELDS_OF_A_FEATURE) {
      char status = vector.getStatuses().charAt(i);
      record.put(field, status == 'M' ? null : value(vector, i));
      record.put(field + 1, status(status));
      record.put(field + 2, vector.getAges().isEmpty() ? NO_AGE : vector.getAges().get(i));
    }
    record.put(field, vector.getViolations());
    return record;
  }

  private Object value(FeatureVector vector, int feature) {
    return switch (types.get(feature)) {
      case DOUBLE -> vector.getValues().get(feature);
      case LONG -> vector.getValues().get(feature).longValue();
      case TEXT -> vector.getTexts().get(feature);
    };
  }

  private static String status(char letter) {
    return switch (letter) {
      case 'F' -> "FRESH";
      case 'S' -> "STALE";
      case 'I' -> "INCOMPLETE";
      default -> "MISSING";
    };
  }
}
