package dev.reeve.jobs.options;

import static dev.reeve.jobs.options.Option.optional;
import static dev.reeve.jobs.options.Option.required;

import dev.reeve.schema.release.Span;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** All options of a backfill, in the order in which they are documented. */
final class BackfillOption {

  private static final String FEATURES_FORM = "name@version, several parted by commas";
  private static final String FOLDER = "a folder that every TaskManager can read";

  static final Option<String> REGION =
      required(
          "region",
          OptionForms.REGION,
          "Region of the events; those of other regions are rejected.",
          OptionForms::region);

  static final Option<String> RELEASE =
      required(
          "release",
          "a folder with a release.yaml, or a file with the JSON body of a release",
          "Release whose feature sets are computed.",
          OptionForms::given);

  static final Option<List<String>> FEATURES =
      optional(
          "features",
          FEATURES_FORM,
          "",
          "Feature sets of the release to compute; all when left out.",
          BackfillOption::features);

  static final Option<Map<String, String>> TOPICS =
      optional(
          "topics",
          OptionForms.SOURCES,
          "",
          "Topics to read, by their full names, with the entity type that each one carries. Either"
              + " these or files.",
          text -> text.isEmpty() ? Map.of() : OptionForms.sources(text));

  static final Option<String> BOOTSTRAP =
      optional(
          "bootstrap",
          OptionForms.BROKERS,
          "",
          "Kafka brokers of the region; required with topics.",
          text -> text.isEmpty() ? text : OptionForms.brokers(text));

  static final Option<String> REGISTRY =
      optional(
          "registry",
          OptionForms.URL,
          "",
          "Schema Registry, as Confluent's API; required with topics.",
          text -> text.isEmpty() ? text : OptionForms.url(text));

  static final Option<RangeStart> FROM =
      optional(
          "from",
          RangeStart.FORM,
          "earliest",
          "Where the range of the topics begins.",
          RangeStart::of);

  static final Option<OptionalLong> TO =
      optional(
          "to",
          "latest, or " + Moment.FORM,
          "latest",
          "Where the range of the topics ends: with what is there when the job starts, or before"
              + " the first record of that timestamp or later.",
          text ->
              text.equals("latest") ? OptionalLong.empty() : OptionalLong.of(Moment.millis(text)));

  static final Option<String> FILES =
      optional(
          "files",
          FOLDER,
          "",
          "Folder of region events to read instead of topics: .jsonl files with one event a line"
              + " and Avro object containers, .avro, in the order of their paths; known_at, in"
              + " milliseconds, may stand beside an event's fields.",
          Function.identity());

  static final Option<String> LABELS =
      optional(
          "labels",
          "a CSV file that every TaskManager can read, with the columns entity and time",
          "",
          "Table of entities and times at which features are read as they were known then. A"
              + " vector for each event when left out.",
          Function.identity());

  static final Option<String> OUT =
      required(
          "out",
          "a folder that every TaskManager can write to",
          "Folder of the rows, the rejected records and the accounts.",
          OptionForms::given);

  static final Option<KnownTime> KNOWN_TIME =
      optional(
          "known-time",
          "record or event",
          KnownTime.RECORD.text(),
          "When an event counts as known: at the timestamp of its record, or, for history that was"
              + " imported later, at its own event time.",
          KnownTime::of);

  static final Option<Duration> LATENESS =
      optional(
          "lateness",
          Span.FORM,
          "1m",
          "As of the region job: give what that runs with.",
          Span::duration);

  static final Option<Optional<Duration>> DUPLICATE_HORIZON =
      optional(
          "duplicate-horizon",
          Span.FORM + ", at least the lateness",
          "",
          "As of the region job. The lateness when left out.",
          text -> text.isEmpty() ? Optional.empty() : Optional.of(Span.duration(text)));

  static final Option<Duration> MAX_AHEAD =
      optional("max-ahead", Span.FORM, "1h", "As of the region job.", Span::duration);

  static final Option<Integer> ENTITY_CACHE = RegionOption.ENTITY_CACHE;

  static final Option<Duration> CHECKPOINT_INTERVAL =
      optional(
          "checkpoint-interval",
          OptionForms.POSITIVE_SPAN + ", at least 10ms",
          "10s",
          "Time between checkpoints, from which a backfill goes on after a failure.",
          text -> OptionForms.atLeast(OptionForms.positive(text), Duration.ofMillis(10)));

  static final Option<Integer> PARALLELISM =
      optional(
          "parallelism",
          OptionForms.SUBTASKS,
          "1",
          "Number of subtasks of each operator; results do not depend on it.",
          OptionForms::subtasks);

  static final List<Option<?>> ALL =
      List.of(
          REGION,
          RELEASE,
          FEATURES,
          TOPICS,
          BOOTSTRAP,
          REGISTRY,
          FROM,
          TO,
          FILES,
          LABELS,
          OUT,
          KNOWN_TIME,
          LATENESS,
          DUPLICATE_HORIZON,
          MAX_AHEAD,
          ENTITY_CACHE,
          CHECKPOINT_INTERVAL,
          PARALLELISM);

  private BackfillOption() {}

  private static List<String> features(String text) {
    if (text.isEmpty()) {
      return List.of();
    }
    List<String> ids = List.of(text.split(",", -1)).stream().map(String::strip).toList();
    for (String id : ids) {
      if (!id.matches("[a-z][a-z0-9_]*@[1-9]\\d{0,8}")) {
        throw new IllegalArgumentException("'" + id + "' is not");
      }
    }
    return ids;
  }
}
