package dev.reeve.jobs.options;

import static dev.reeve.jobs.options.Option.optional;
import static dev.reeve.jobs.options.Option.required;

import dev.reeve.schema.release.Span;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;

/** All options of a region job, in the order in which they are documented. */
final class RegionOption {

  static final Option<String> REGION =
      required(
          "region",
          OptionForms.REGION,
          "Region of the job; events of other regions are rejected.",
          OptionForms::region);

  static final Option<String> BOOTSTRAP =
      required(
          "bootstrap", OptionForms.BROKERS, "Kafka brokers of the region.", OptionForms::brokers);

  static final Option<String> REGISTRY =
      required(
          "registry", OptionForms.URL, "Schema Registry, as Confluent's API.", OptionForms::url);

  static final Option<Map<String, String>> SOURCES =
      required(
          "sources",
          OptionForms.SOURCES,
          "Source topics, by their full names, with the entity type that each one carries.",
          OptionForms::sources);

  static final Option<String> PREFIX =
      optional(
          "prefix",
          OptionForms.PREFIX,
          "",
          "Put before the names of all topics that the job derives from the region's name; not"
              + " before the sources.",
          OptionForms::prefix);

  static final Option<Duration> LATENESS =
      optional(
          "lateness",
          Span.FORM,
          "1m",
          "How far, in event time, an event may lie behind the newest of its entity; later ones"
              + " are rejected as LATE.",
          Span::duration);

  static final Option<Optional<Duration>> DUPLICATE_HORIZON =
      optional(
          "duplicate-horizon",
          Span.FORM + ", at least the lateness",
          "",
          "How far, in event time behind the newest of its entity, event ids are remembered to"
              + " remove duplicates. The lateness when left out.",
          text -> text.isEmpty() ? Optional.empty() : Optional.of(Span.duration(text)));

  static final Option<Duration> MAX_AHEAD =
      optional(
          "max-ahead",
          Span.FORM,
          "1h",
          "How far an event's time may lie ahead of the Kafka timestamp of its record; beyond it is"
              + " rejected as TOO_FAR_AHEAD.",
          Span::duration);

  static final Option<Optional<Duration>> WATERMARK_BOUND =
      optional(
          "watermark-bound",
          Span.FORM + ", at least the lateness",
          "",
          "How far, in event time, the watermark stays behind the newest event of each partition:"
              + " agents learn of a silence this much later. An event ahead of its record's Kafka"
              + " timestamp counts as of that. The lateness when left out.",
          text -> text.isEmpty() ? Optional.empty() : Optional.of(Span.duration(text)));

  static final Option<Duration> CLEAN_UP_DELAY =
      optional(
          "clean-up-delay",
          Span.FORM,
          "1d",
          "How much longer, in event time, the state of a silent entity is kept than its ttl and"
              + " the duplicate horizon ask for: entities may lag that far behind the others of the"
              + " region and miss nothing.",
          Span::duration);

  static final Option<Duration> IDLENESS =
      optional(
          "idleness",
          OptionForms.POSITIVE_SPAN,
          "30s",
          "Processing time after which a partition without events no longer holds back the"
              + " watermark; ten times that while the job reads records that were older than it when"
              + " they were read, since others may then be unread.",
          OptionForms::positive);

  static final Option<Duration> BUFFER_TIMEOUT =
      optional(
          "buffer-timeout",
          OptionForms.POSITIVE_SPAN,
          "20ms",
          "How long a record may wait in a network buffer; it crosses three. Shorter lowers the"
              + " latency of a decision and costs processor time whether records flow or not.",
          OptionForms::positive);

  static final Option<Duration> RESTORE_GRACE =
      optional(
          "restore-grace",
          Span.FORM,
          "30s",
          "Processing time after a start during which no question is closed by its deadline, so"
              + " that answers that came while the job was down are read first.",
          Span::duration);

  static final Option<Integer> ENTITY_CACHE =
      optional(
          "entity-cache",
          "a whole number of MiB from 0 to 65536",
          "64",
          "Estimated heap in each subtask for entities that had events lately. Their state is"
              + " written back ahead of each checkpoint and is the same whatever the number; 0"
              + " reads and writes it with every event.",
          RegionOption::mebibytes);

  static final Option<Delivery> DELIVERY =
      optional(
          "delivery",
          "exactly-once or at-least-once",
          Delivery.EXACTLY_ONCE.text(),
          "What readers of the output topics get after a failure. Promises hold for exactly-once"
              + " and readers with read_committed.",
          Delivery::of);

  static final Option<Duration> CHECKPOINT_INTERVAL =
      optional(
          "checkpoint-interval",
          OptionForms.POSITIVE_SPAN + ", at least 10ms",
          "1s",
          "Time between checkpoints. With exactly-once, outputs become visible at each checkpoint:"
              + " this is the larger part of their latency.",
          text -> OptionForms.atLeast(OptionForms.positive(text), Duration.ofMillis(10)));

  static final Option<Duration> TRANSACTION_TIMEOUT =
      optional(
          "transaction-timeout",
          Span.FORM + ", 1s to the broker's transaction.max.timeout.ms (15m unless changed)",
          "15m",
          "Time after which the broker aborts an open transaction. An outage of the job that lasts"
              + " longer may lose what was not committed.",
          text -> OptionForms.atLeast(Span.duration(text), Duration.ofSeconds(1)));

  static final Option<TransactionNamingStrategy> TRANSACTION_NAMING =
      optional(
          "transaction-naming",
          "pooling or incrementing",
          "incrementing",
          "How transactional ids are named: a few used again and again, or a new one for each"
              + " checkpoint. A job that ran with pooling cannot go back.",
          RegionOption::naming);

  static final Option<Integer> PARALLELISM =
      optional(
          "parallelism",
          OptionForms.SUBTASKS,
          "1",
          "Number of subtasks of each operator; results do not depend on it.",
          OptionForms::subtasks);

  static final Option<Integer> MAX_PARALLELISM =
      optional(
          "max-parallelism",
          OptionForms.SUBTASKS,
          "128",
          "Number of key groups: the bound of the parallelism. Never change it for a running job:"
              + " its state could not be restored.",
          OptionForms::subtasks);

  static final Option<String> AGENTS_DIR =
      optional(
          "agents-dir",
          "a folder that every TaskManager can read",
          "",
          "Folder of the jars of agents in Java that releases name. None when left out.",
          Function.identity());

  static final List<Option<?>> ALL =
      List.of(
          REGION,
          BOOTSTRAP,
          REGISTRY,
          SOURCES,
          PREFIX,
          LATENESS,
          DUPLICATE_HORIZON,
          MAX_AHEAD,
          WATERMARK_BOUND,
          CLEAN_UP_DELAY,
          IDLENESS,
          BUFFER_TIMEOUT,
          RESTORE_GRACE,
          ENTITY_CACHE,
          DELIVERY,
          CHECKPOINT_INTERVAL,
          TRANSACTION_TIMEOUT,
          TRANSACTION_NAMING,
          PARALLELISM,
          MAX_PARALLELISM,
          AGENTS_DIR);

  private RegionOption() {}

  private static TransactionNamingStrategy naming(String text) {
    return switch (text) {
      case "pooling" -> TransactionNamingStrategy.POOLING;
      case "incrementing" -> TransactionNamingStrategy.INCREMENTING;
      default -> throw new IllegalArgumentException();
    };
  }

  private static int mebibytes(String text) {
    if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > 65_536) {
      throw new IllegalArgumentException();
    }
    return Integer.parseInt(text);
  }
}
