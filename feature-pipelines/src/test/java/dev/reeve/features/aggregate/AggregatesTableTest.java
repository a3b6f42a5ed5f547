package dev.reeve.features.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.features.aggregate.Aggregate.Input;
import dev.reeve.features.window.WindowShape.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Is AGGREGATES.md what the aggregates say of themselves? */
class AggregatesTableTest {

  private static final Path FILE = Path.of("AGGREGATES.md");
  private static final String COMMAND =
      "./mvnw -pl feature-pipelines -am test -Dtest=AggregatesTableTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Dreeve.aggregates.write=true";
  private static final String HEAD =
      """
      # Aggregates

      What a feature may compute, as `aggregate` in its definition, over which inputs and windows. Every aggregate takes a
      `filter`; only events that pass it go in. Where a value is undefined the feature is MISSING. A sum or a moment that
      overflows is undefined as well. This file is generated.

      | aggregate | type | value | unit | undefined | of | time window | count window | since ever | parameters |
      |---|---|---|---|---|---|---|---|---|---|
      """;

  @Test
  void theTableIsUpToDate() throws IOException {
    String table =
        HEAD
            + Aggregate.all().values().stream()
                .map(AggregatesTableTest::row)
                .collect(Collectors.joining());
    if (Boolean.getBoolean("reeve.aggregates.write")) {
      Files.writeString(FILE, table);
    }
    assertThat(Files.readString(FILE)).as("regenerate it: " + COMMAND).isEqualTo(table);
  }

  private static String row(Aggregate aggregate) {
    Meaning meaning = aggregate.meaning();
    return "| `%s` | %s | %s | %s | %s | %s | %s | %s | %s | %s |%n"
        .formatted(
            aggregate.title(),
            lower(aggregate.valueType()),
            meaning.value(),
            meaning.unit(),
            meaning.undefined(),
            inputs(aggregate),
            yes(aggregate, Kind.TIME),
            yes(aggregate, Kind.COUNT),
            yes(aggregate, Kind.EVER),
            parameters(aggregate));
  }

  private static String inputs(Aggregate aggregate) {
    String inputs =
        Arrays.stream(Input.values())
            .filter(aggregate.inputs()::contains)
            .map(AggregatesTableTest::lower)
            .collect(Collectors.joining(", "));
    return aggregate.needsFilter() ? inputs + "; with a filter" : inputs;
  }

  private static String parameters(Aggregate aggregate) {
    return aggregate.parameters().stream()
        .map(
            p ->
                "`%s`: %s%s"
                    .formatted(
                        p.name(),
                        p.allowed(),
                        p.standard() == null ? "" : ", by default " + Parameter.text(p.standard())))
        .collect(Collectors.joining("; "));
  }

  private static String yes(Aggregate aggregate, Kind kind) {
    return aggregate.windows().contains(kind) ? "yes" : "no";
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
