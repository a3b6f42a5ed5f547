package dev.reeve.features.pointintime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.schema.FeatureVector;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Does a read see what was known at its time, and nothing else? */
class TwoTimeReadTest {

  @Test
  void readsTheLatestFactThatHoldsAndIsKnown() {
    List<Fact> facts =
        List.of(
            fact(10, 12, "a"), fact(20, 21, "b"), fact(20, 40, "b corrected"), fact(30, 30, "c"));

    SortedMap<Long, String> rows = read(facts, 9, 11, 12, 25, 30, 40, 99);

    assertThat(rows)
        .containsExactly(
            Map.entry(9L, ""),
            Map.entry(11L, ""),
            Map.entry(12L, "a"),
            Map.entry(25L, "b"),
            Map.entry(30L, "c"),
            Map.entry(40L, "c"),
            Map.entry(99L, "c"));
  }

  @Test
  void keepsOneFactForEachReadingTimeHoweverManyArrive() {
    HeapFacts kept = new HeapFacts();
    TwoTimeRead read = new TwoTimeRead(new long[] {50, 100}, kept);

    for (int i = 0; i < 1_000; i++) {
      read.take(fact(i % 100, i % 90, "fact " + i));
    }

    assertThat(kept.facts).hasSize(2);
  }

  @Test
  void refusesTimesThatDoNotAscend() {
    assertThatThrownBy(() -> new TwoTimeRead(new long[] {5, 5}, new HeapFacts()))
        .hasMessageContaining("5 stands behind 5");
  }

  @Property
  void equalsTheNaiveRead(@ForAll("logs") List<Fact> facts, @ForAll("times") TreeSet<Long> times) {
    SortedMap<Long, String> rows = read(facts, array(times));

    for (long time : times) {
      assertThat(rows.get(time)).as("at %d of %s", time, facts).isEqualTo(naive(facts, time));
    }
  }

  @Property
  void whatBecomesKnownLaterChangesNoRow(
      @ForAll("logs") List<Fact> facts,
      @ForAll("logs") List<Fact> more,
      @ForAll("times") TreeSet<Long> times,
      @ForAll("moments") long moment) {
    long[] upToMoment = array(times.headSet(moment, true));
    List<Fact> grown = new ArrayList<>();
    for (int i = 0; i < Math.max(facts.size(), more.size()); i++) {
      if (i < more.size() && more.get(i).knownAt() > moment) {
        grown.add(more.get(i));
      }
      if (i < facts.size()) {
        grown.add(facts.get(i));
      }
    }

    assertThat(read(grown, upToMoment)).isEqualTo(read(facts, upToMoment));
  }

  @Property
  void theLogAsItWasKnownAtAnyLaterTimeGivesTheSameRows(
      @ForAll("logs") List<Fact> facts,
      @ForAll("times") TreeSet<Long> times,
      @ForAll("moments") long later) {
    List<Fact> knownThen = facts.stream().filter(fact -> fact.knownAt() <= later).toList();
    long[] before = array(times.headSet(later, true));

    assertThat(read(knownThen, before)).isEqualTo(read(facts, before));
  }

  @Provide
  Arbitrary<List<Fact>> logs() {
    Arbitrary<Long> time = Arbitraries.longs().between(-20, 20);
    return Combinators.combine(time, time, Arbitraries.integers())
        .as((e, k, id) -> fact(e, k, "f" + id))
        .list()
        .ofMaxSize(40);
  }

  @Provide
  Arbitrary<TreeSet<Long>> times() {
    return Arbitraries.longs().between(-25, 25).set().ofMaxSize(15).map(TreeSet::new);
  }

  @Provide
  Arbitrary<Long> moments() {
    return Arbitraries.longs().between(-25, 25);
  }

  /** All that may be read, in a fresh loop; a later one of equal times is the greatest. */
  private static String naive(List<Fact> facts, long time) {
    return facts.stream()
        .filter(fact -> fact.asOf() <= time && fact.knownAt() <= time)
        .max(
            Comparator.comparingLong(Fact::asOf)
                .thenComparingLong(Fact::knownAt)
                .thenComparingInt(fact -> lastIndex(facts, fact)))
        .map(Fact::eventId)
        .orElse("");
  }

  private static int lastIndex(List<Fact> facts, Fact fact) {
    for (int i = facts.size() - 1; i >= 0; i--) {
      if (facts.get(i) == fact) {
        return i;
      }
    }
    throw new AssertionError("a fact that is not in the log: " + fact);
  }

  private static SortedMap<Long, String> read(List<Fact> facts, long... times) {
    TwoTimeRead read = new TwoTimeRead(times, new HeapFacts());
    facts.forEach(read::take);
    SortedMap<Long, String> rows = new TreeMap<>();
    read.answer((time, fact) -> rows.put(time, fact == null ? "" : fact.eventId()));
    return rows;
  }

  private static long[] array(java.util.Collection<Long> times) {
    return times.stream().mapToLong(Long::longValue).toArray();
  }

  private static Fact fact(long asOf, long knownAt, String id) {
    return new Fact(FeatureVector.newBuilder().setAsOf(asOf).build(), knownAt, id);
  }

  private static final class HeapFacts implements KeptFacts {

    private final Map<Integer, Fact> facts = new HashMap<>();

    @Override
    public Fact get(int reading) {
      return facts.get(reading);
    }

    @Override
    public void put(int reading, Fact fact) {
      facts.put(reading, fact);
    }
  }
}
