package dev.reeve.jobs.options;

import static dev.reeve.jobs.options.Option.optional;
import static dev.reeve.jobs.options.Option.required;

import dev.reeve.schema.identity.TypedEntity;
import dev.reeve.schema.release.Span;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;

/** All options of a region job, in the order in which they are documented. */
final class RegionOption {

  private static final String REGION_FORM =
      "a lower-case letter, then up to 62 lower-case letters, digits and '-'";
  private static final String PREFIX_FORM = "up to 100 letters, digits, '.', '_' and '-'";
  private static final String TOPIC_FORM = "[A-Za-z0-9._-]{1,249}";
  private static final String POSITIVE_SPAN = Span.FORM + ", above zero";

  static final Option<String> REGION =
      required(
          "region",
          REGION_FORM,
          "Region of the job; events of other regions are rejected.",
          matching("[a-z][a-z0-9-]{0,62}"));

  static final Option<String> BOOTSTRAP =
      required(
          "bootstrap",
          "host:port, several parted by commas",
          "Kafka brokers of the region.",
          matching("[^\\s,:]+:\\d{1,5}(,[^\\s,:]+:\\d{1,5})*"));

  static final Option<String> REGISTRY =
      required(
          "registry",
          "an http or https URL",
          "Schema Registry, as Confluent's API.",
          RegionOption::url);

  static final Option<Map<String, String>> SOURCES =
      required(
          "sources",
          "type=topic, several parted by commas, such as host=plant.events; each type and each"
              + " topic once",
          "Source topics, by their full names, with the entity type that each one carries.",
          RegionOption::sources);

  static final Option<String> PREFIX =
      optional(
          "prefix",
          PREFIX_FORM,
          "",
          "Put before the names of all topics that the job derives from the region's name; not"
              + " before the sources.",
          matching("[A-Za-z0-9._-]{0,100}"));

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

  static final Option<Duration> WATERMARK_BOUND =
      optional(
          "watermark-bound",
          Span.FORM + ", at least the lateness",
          "1d",
          "How far the watermark stays behind the newest event of a subtask. Watermarks only clean"
              + " up: state of a silent entity goes this much later. Make it at least as long as"
              + " partitions may run apart in event time when the job catches up.",
          Span::duration);

  static final Option<Duration> IDLENESS =
      optional(
          "idleness",
          POSITIVE_SPAN,
          "30s",
          "Processing time after which a subtask without events no longer holds back the clean-up"
              + " of the others.",
          RegionOption::positive);

  static final Option<Duration> BUFFER_TIMEOUT =
      optional(
          "buffer-timeout",
          POSITIVE_SPAN,
          "20ms",
          "How long a record may wait in a network buffer; it crosses three. Shorter lowers the"
              + " latency of a decision and costs processor time whether records flow or not.",
          RegionOption::positive);

  static final Option<Duration> RESTORE_GRACE =
      optional(
          "restore-grace",
          Span.FORM,
          "30s",
          "Processing time after a start during which no question is closed by its deadline, so"
              + " that answers that came while the job was down are read first.",
          Span::duration);

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
          POSITIVE_SPAN + ", at least 10ms",
          "1s",
          "Time between checkpoints. With exactly-once, outputs become visible at each checkpoint:"
              + " this is the larger part of their latency.",
          text -> atLeast(positive(text), Duration.ofMillis(10)));

  static final Option<Duration> TRANSACTION_TIMEOUT =
      optional(
          "transaction-timeout",
          Span.FORM + ", 1s to the broker's transaction.max.timeout.ms (15m unless changed)",
          "15m",
          "Time after which the broker aborts an open transaction. An outage of the job that lasts"
              + " longer may lose what was not committed.",
          text -> atLeast(Span.duration(text), Duration.ofSeconds(1)));

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
          "a whole number from 1 to 32768",
          "1",
          "Number of subtasks of each operator; results do not depend on it.",
          RegionOption::subtasks);

  static final Option<Integer> MAX_PARALLELISM =
      optional(
          "max-parallelism",
          "a whole number from 1 to 32768",
          "128",
          "Number of key groups: the bound of the parallelism. Never change it for a running job:"
              + " its state could not be restored.",
          RegionOption::subtasks);

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
          IDLENESS,
          BUFFER_TIMEOUT,
          RESTORE_GRACE,
          DELIVERY,
          CHECKPOINT_INTERVAL,
          TRANSACTION_TIMEOUT,
          TRANSACTION_NAMING,
          PARALLELISM,
          MAX_PARALLELISM,
          AGENTS_DIR);

  private RegionOption() {}

  private static Function<String, String> matching(String pattern) {
    Pattern allowed = Pattern.compile(pattern);
    return text -> {
      if (!allowed.matcher(text).matches()) {
        throw new IllegalArgumentException();
      }
      return text;
    };
  }

  private static String url(String text) {
    URI uri = URI.create(text);
    boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
    if (!http || uri.getHost() == null) {
      throw new IllegalArgumentException();
    }
    return text;
  }

  /** Entity type by topic. */
  private static Map<String, String> sources(String text) {
    Map<String, String> typeByTopic = new TreeMap<>();
    for (String source : text.split(",", -1)) {
      String[] sides = source.strip().split("=", -1);
      if (sides.length != 2 || !TypedEntity.isType(sides[0]) || !sides[1].matches(TOPIC_FORM)) {
        throw new IllegalArgumentException("'" + source.strip() + "' is not");
      }
      if (typeByTopic.containsValue(sides[0])) {
        throw new IllegalArgumentException("type " + sides[0] + " stands twice");
      }
      if (typeByTopic.put(sides[1], sides[0]) != null) {
        throw new IllegalArgumentException("topic " + sides[1] + " stands twice");
      }
    }
    return typeByTopic;
  }

  private static TransactionNamingStrategy naming(String text) {
    return switch (text) {
      case "pooling" -> TransactionNamingStrategy.POOLING;
      case "incrementing" -> TransactionNamingStrategy.INCREMENTING;
      default -> throw new IllegalArgumentException();
    };
  }

  private static Duration positive(String text) {
    return atLeast(Span.duration(text), Duration.ofMillis(1));
  }

  private static Duration atLeast(Duration value, Duration least) {
    if (value.compareTo(least) < 0) {
      throw new IllegalArgumentException();
    }
    return value;
  }

  private static int subtasks(String text) {
    if (!text.matches("\\d{1,5}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > 32768) {
      throw new IllegalArgumentException();
    }
    return Integer.parseInt(text);
  }
}
