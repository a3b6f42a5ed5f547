package dev.reeve.features.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.features.state.StateOutput;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * The laws that every partial but the summary keeps exactly, which has a test of its own: any split
 * into groups, any order of values, and any association of merges tell the same; an empty group
 * changes nothing; bytes hold all of it.
 */
class PartialMergeLawTest {

  private static final double[] FRACTIONS = {0, 0.01, 0.25, 0.5, 0.9, 0.99, 1};

  @Property(tries = 300)
  void anySplitAnyOrderAndAnyAssociationTellTheSame(
      @ForAll("groups") Group group, @ForAll long seed) {
    String whole = told(group.kind(), group.values());
    Random random = new Random(seed);
    List<Object> shuffled = new ArrayList<>(group.values());
    Collections.shuffle(shuffled, random);
    List<Partial> parts = new ArrayList<>();
    for (int from = 0; from < shuffled.size(); ) {
      int to = from + 1 + random.nextInt(shuffled.size() - from);
      parts.add(of(group.kind(), shuffled.subList(from, to)));
      from = to;
    }
    assertThat(told(group.kind(), shuffled)).isEqualTo(whole);
    while (parts.size() > 1) {
      int at = random.nextInt(parts.size() - 1);
      Partial later = reread(group.kind(), parts.remove(at + 1));
      if (random.nextBoolean()) {
        parts.set(at, parts.get(at).and(later));
      } else {
        parts.get(at).merge(later);
      }
    }
    if (!parts.isEmpty()) {
      assertThat(told(parts.get(0))).isEqualTo(whole);
    }
  }

  @Property(tries = 200)
  void anEmptyGroupChangesNothing(@ForAll("groups") Group group) {
    Partial partial = of(group.kind(), group.values());
    byte[] before = bytes(partial);
    Partial right = partial.and(group.kind().start());
    Partial left = group.kind().start().and(partial);
    assertThat(told(right)).isEqualTo(told(partial));
    assertThat(told(left)).isEqualTo(told(partial));
    assertThat(right.lastTime()).isEqualTo(partial.lastTime());
    assertThat(bytes(partial)).as("merging leaves its parts alone").isEqualTo(before);
  }

  @Property(tries = 200)
  void bytesHoldAllOfItAndAreNoMoreThanStated(@ForAll("groups") Group group) {
    Partial partial = of(group.kind(), group.values());
    Partial read = reread(group.kind(), partial);
    assertThat(told(read)).isEqualTo(told(partial));
    assertThat(read.lastTime()).isEqualTo(partial.lastTime());
    assertThat(told(read.and(partial))).isEqualTo(told(partial.and(partial)));
    assertThat(bytes(partial).length).isLessThanOrEqualTo(group.kind().largestBytes());
  }

  /** A kind and the values of a group, numbers or texts. */
  record Group(PartialKind kind, List<Object> values) {

    @Override
    public String toString() {
      return kind + " of " + values.size() + " values " + values.stream().limit(20).toList();
    }
  }

  @Provide
  Arbitrary<Group> groups() {
    Arbitrary<List<Object>> few =
        Arbitraries.of(0.0, -0.0, 1.0, -1.0, 1e15, -1e15, 99.5, 1e-320, Double.MAX_VALUE, -3.25)
            .map(Object.class::cast)
            .list()
            .ofMaxSize(60);
    Arbitrary<List<Object>> many =
        Arbitraries.longs().map(seed -> numbers(new Random(seed), 20_000));
    Arbitrary<List<Object>> fewTexts =
        Arbitraries.of("", "a", "b", "c", "ä", "𝒳", "x".repeat(65), "x".repeat(64))
            .map(Object.class::cast)
            .list()
            .ofMaxSize(60);
    Arbitrary<List<Object>> manyTexts =
        Arbitraries.longs().map(seed -> texts(new Random(seed), 1_000));
    return Arbitraries.oneOf(
        Arbitraries.oneOf(few, many).map(values -> new Group(PartialKind.QUANTILES, values)),
        Arbitraries.oneOf(few, many, fewTexts, manyTexts)
            .map(values -> new Group(PartialKind.DISTINCT, values)),
        Arbitraries.oneOf(fewTexts, manyTexts)
            .map(values -> new Group(PartialKind.CATEGORIES, values)));
  }

  /** Numbers over so many powers of ten that some groups go beyond the capacity. */
  private static List<Object> numbers(Random random, int most) {
    int n = 1 + random.nextInt(most);
    double decades = random.nextInt(20);
    return Stream.generate(
            () ->
                (Object)
                    (Math.pow(10, random.nextDouble() * decades)
                        * (random.nextInt(5) == 0 ? -1 : 1)))
        .limit(n)
        .toList();
  }

  private static List<Object> texts(Random random, int most) {
    int n = 1 + random.nextInt(most);
    int different = 1 + random.nextInt(200);
    return Stream.generate(() -> (Object) ("text " + random.nextInt(different))).limit(n).toList();
  }

  private static Partial of(PartialKind kind, List<Object> values) {
    Partial partial = kind.start();
    for (Object value : values) {
      if (value instanceof Double number) {
        partial.add(number.hashCode() % 100, number);
      } else {
        partial.addText(((String) value).length(), (String) value);
      }
    }
    return partial;
  }

  private static String told(PartialKind kind, List<Object> values) {
    return told(of(kind, values));
  }

  /** Everything that a partial tells. */
  private static String told(Partial partial) {
    List<Object> told = new ArrayList<>(List.of(partial.count(), partial.isComplete()));
    if (partial instanceof Quantiles quantiles) {
      for (double q : FRACTIONS) {
        told.add(quantiles.at(q));
      }
    } else if (partial instanceof Distinct distinct) {
      told.add(distinct.distinct());
    } else if (partial instanceof Categories categories) {
      told.add(String.valueOf(categories.top()));
      told.add(bytes(categories).length);
    }
    return told.toString();
  }

  private static Partial reread(PartialKind kind, Partial partial) {
    return kind.read(ByteBuffer.wrap(bytes(partial)));
  }

  private static byte[] bytes(Partial partial) {
    StateOutput out = new StateOutput(16);
    partial.write(out);
    return out.toBytes();
  }
}
