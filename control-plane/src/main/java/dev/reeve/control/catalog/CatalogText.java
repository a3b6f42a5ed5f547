package dev.reeve.control.catalog;

import java.io.PrintWriter;
import java.util.Collection;
import java.util.List;

/** Prints a catalogue for people. */
public final class CatalogText {

  private final PrintWriter out;

  public CatalogText(PrintWriter out) {
    this.out = out;
  }

  public void print(Catalog catalog) {
    out.println(catalog.release() + " · " + catalog.digest());
    line("", catalog.description());
    for (SetEntry set : catalog.featureSets()) {
      print(set);
    }
    for (ContextEntry context : catalog.contexts()) {
      print(context);
    }
    for (SourceEntry source : catalog.sources()) {
      print(source);
    }
  }

  private void print(SetEntry set) {
    out.println();
    out.println("feature set " + set.id() + " of " + set.entityType());
    line("  ", set.description());
    pair("  ", "owner", set.owner());
    pair("  ", "topic", set.topic());
    pair("  ", "subject", set.subject());
    pair("  ", "kept", set.ttl() + " of silence, " + set.keepWarm() + " after it was left out");
    pair("  ", "stale after", set.staleAfter());
    pair("  ", "silence", set.silence() == null ? "" : "a vector after " + set.silence());
    pair("  ", "read by", joined(set.readers(), "nobody"));
    print(set.features());
    if (!set.expectations().isEmpty()) {
      out.println();
      out.println("  expectations");
    }
    for (ExpectationEntry expectation : set.expectations()) {
      out.printf(
          "    %s: %s, else %s%n",
          expectation.name(), expectation.rule(), expectation.onViolation());
      line("      ", expectation.description());
    }
  }

  private void print(ContextEntry context) {
    out.println();
    out.printf(
        "context %s of %s%s%n",
        context.id(),
        context.entityType(),
        context.groupBy().isEmpty() ? "" : " by " + context.groupBy());
    line("  ", context.description());
    line("  ", "Not repeatable from the events: decisions quote what they looked up.");
    pair("  ", "owner", context.owner());
    pair("  ", "read by", joined(context.readers(), "nobody"));
    print(context.features());
  }

  private void print(List<FeatureEntry> features) {
    for (FeatureEntry feature : features) {
      out.println();
      out.printf(
          "  %s  %s%s%n",
          feature.name(), feature.type(), feature.unit().isEmpty() ? "" : ", " + feature.unit());
      line("      ", feature.description());
      pair("      ", "is", feature.definition());
      pair("      ", "from", joined(feature.lineage(), ""));
      pair("      ", "read by", joined(feature.readers(), "nobody"));
      pair("      ", "stale after", feature.staleAfter());
    }
  }

  private void print(SourceEntry source) {
    out.println();
    out.println("source " + source.name());
    line("  ", source.description());
    pair("  ", "owner", source.owner());
    pair("  ", "reads", source.topic() + ", " + source.format());
    pair("  ", "subject", source.subject());
    source.entities().forEach((type, topic) -> pair("  ", "writes", topic + ", events of " + type));
  }

  private void line(String indent, String text) {
    if (!text.isEmpty()) {
      out.println(indent + text);
    }
  }

  private void pair(String indent, String name, String value) {
    if (value != null && !value.isEmpty()) {
      out.printf("%s%-11s  %s%n", indent, name, value);
    }
  }

  private static String joined(Collection<String> names, String none) {
    return names.isEmpty() ? none : String.join(", ", names);
  }
}
