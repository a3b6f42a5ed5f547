package dev.reeve.schema;

import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/** All Avro contracts: those that are published on topics, and those that stay inside a job. */
public final class Contracts {

  /** Contracts of topics; their subject in the registry is their full name. */
  public static final List<Schema> PUBLISHED =
      List.of(
          RegionEvent.getClassSchema(),
          Action.getClassSchema(),
          Decision.getClassSchema(),
          Question.getClassSchema(),
          Answer.getClassSchema(),
          Outcome.getClassSchema(),
          RejectedRecord.getClassSchema(),
          UsageRecord.getClassSchema(),
          ControlRecord.getClassSchema(),
          Acknowledgement.getClassSchema(),
          Account.getClassSchema());

  /** Contracts that only cross operators of one job. */
  public static final List<Schema> INTERNAL =
      List.of(
          SourceRecord.getClassSchema(),
          SourcedEvent.getClassSchema(),
          FeatureVector.getClassSchema(),
          FeatureBundle.getClassSchema(),
          DecisionInput.getClassSchema(),
          ContextPartial.getClassSchema(),
          RegionInput.getClassSchema(),
          Envelope.getClassSchema());

  /** Published and internal ones. */
  public static final List<Schema> ALL =
      Stream.concat(PUBLISHED.stream(), INTERNAL.stream()).toList();

  private Contracts() {}

  /**
   * Finds a contract by its short name.
   *
   * @throws IllegalArgumentException if there is none of this name
   */
  public static Schema byName(String name) {
    return ALL.stream()
        .filter(schema -> schema.getName().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no contract is called '"
                        + name
                        + "'; there are "
                        + ALL.stream().map(Schema::getName).toList()));
  }
}
