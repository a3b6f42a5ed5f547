package dev.reeve.control.command;

import dev.reeve.control.compare.SetComparison;
import dev.reeve.control.stream.Addresses;
import dev.reeve.control.stream.Contracts;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code reeve compare FEATURES@1 FEATURES@2}. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description = {
      "Compares two versions of a feature set on what both published in a region: how far each",
      "has warmed up, and how the values about the same events differ. The latest "
          + SetComparison.MOST_VECTORS,
      "vectors of each entity that the topics still hold are compared."
    },
    footer = {"", "Example: reeve compare host_load@1 host_load@2 --region plant"})
public final class CompareCommand implements Callable<Integer> {

  private static final Pattern SET = Pattern.compile("([a-z][a-z0-9_]{0,62})@([1-9][0-9]{0,8})");

  @Spec private CommandSpec spec;
  @Mixin private AddressOptions address;

  @Parameters(index = "0", paramLabel = "BEFORE", description = "feature set, as name@version")
  private String before;

  @Parameters(index = "1", paramLabel = "AFTER", description = "the other version")
  private String after;

  @Option(
      names = "--region",
      required = true,
      paramLabel = "REGION",
      description = "region that published both")
  private String region;

  @Option(names = "--entities", description = "list the entities that AFTER is not ready for")
  private boolean entities;

  @Option(names = "--json", description = "print JSON")
  private boolean json;

  @Override
  public Integer call() {
    List<String> problems = new ArrayList<>();
    for (String set : List.of(before, after)) {
      if (!SET.matcher(set).matches()) {
        problems.add("'" + set + "' is no feature set; one is name@version, such as host_load@2");
      }
    }
    BadInputException.throwIfAny(problems);
    RegionNames.checked(List.of(region), "--region");
    Addresses addresses = address.resolve();
    SetComparison comparison =
        SetComparison.read(
            addresses,
            new Contracts(addresses.registry()),
            topic(addresses, before),
            topic(addresses, after));
    if (json) {
      spec.commandLine().getOut().println(Json.text(asMap(comparison)));
    } else {
      print(comparison);
    }
    return 0;
  }

  private String topic(Addresses addresses, String set) {
    Matcher matcher = SET.matcher(set);
    matcher.matches();
    return addresses.topics(region).features(matcher.group(1), Integer.parseInt(matcher.group(2)));
  }

  private void print(SetComparison comparison) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "%-24s %17s %17s %9s %7s %12s %12s %6s%n",
        "feature",
        "entities (fresh)",
        "entities (fresh)",
        "compared",
        "equal",
        "mean diff",
        "max diff",
        "corr");
    comparison
        .features()
        .forEach(
            (name, f) ->
                out.printf(
                    "%-24s %8d (%6s) %8d (%6s) %9d %7s %12s %12s %6s%n",
                    name,
                    f.entitiesBefore(),
                    percent(f.freshBefore()),
                    f.entitiesAfter(),
                    percent(f.freshAfter()),
                    f.compared(),
                    percent(f.equal()),
                    number(f.meanDifference()),
                    number(f.greatestDifference()),
                    Double.isNaN(f.correlation()) ? "-" : decimal(f.correlation())));
    comparison.onlyBefore().forEach(name -> out.println(name + " is in " + before + " only"));
    comparison.onlyAfter().forEach(name -> out.println(name + " is in " + after + " only"));
    out.printf("Compared are up to %d vectors of an entity, its latest.%n", comparison.vectors());
    int notReady = comparison.notReady().size();
    out.printf(
        "%d %s not ready in %s.%n", notReady, notReady == 1 ? "entity is" : "entities are", after);
    if (entities) {
      comparison
          .notReady()
          .forEach((entity, why) -> out.println("  " + entity + ": " + String.join(", ", why)));
    }
  }

  private Map<String, Object> asMap(SetComparison comparison) {
    Map<String, Object> features = new LinkedHashMap<>();
    comparison
        .features()
        .forEach(
            (name, f) -> {
              Map<String, Object> map = new LinkedHashMap<>();
              map.put("entities_before", f.entitiesBefore());
              map.put("entities_after", f.entitiesAfter());
              map.put("fresh_before", finite(f.freshBefore()));
              map.put("fresh_after", finite(f.freshAfter()));
              map.put("compared", f.compared());
              map.put("equal", finite(f.equal()));
              map.put("mean_difference", finite(f.meanDifference()));
              map.put("greatest_difference", finite(f.greatestDifference()));
              map.put("correlation", finite(f.correlation()));
              features.put(name, map);
            });
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("before", before);
    map.put("after", after);
    map.put("region", region);
    map.put("features", features);
    map.put("only_before", comparison.onlyBefore());
    map.put("only_after", comparison.onlyAfter());
    map.put("vectors", comparison.vectors());
    map.put("not_ready", entities ? comparison.notReady() : comparison.notReady().size());
    return map;
  }

  private static Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }

  private static String percent(double share) {
    return Double.isNaN(share) ? "-" : String.format(Locale.ROOT, "%.1f%%", 100 * share);
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.6g", value);
  }

  private static String decimal(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }
}
