package dev.reeve.features.release;

import static dev.reeve.features.TestingSets.feature;
import static dev.reeve.features.TestingSets.last;
import static dev.reeve.features.TestingSets.set;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.features.context.TestingContexts;
import dev.reeve.features.release.PlansInForce.Verdict;
import dev.reeve.schema.ControlRecord;
import dev.reeve.schema.control.Activation;
import dev.reeve.schema.feature.FeatureTopic;
import dev.reeve.schema.feature.FeatureTopics;
import dev.reeve.schema.feature.UnpublishedSetException;
import dev.reeve.schema.identity.Digest;
import dev.reeve.schema.release.ContextDefinition;
import dev.reeve.schema.release.FeatureSetDefinition;
import dev.reeve.schema.release.Release;
import dev.reeve.schema.release.ReleaseBody;
import dev.reeve.schema.release.WindowDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** P7 of feature sets: do all subtasks compute the same ones, and keep the same ones warm? */
class PlansInForceTest {

  private static final long DAY = 86_400_000;
  private static final FeatureSetDefinition V1 =
      set("load", 1, "30d", feature("mean", "mean", last("5m", "5s")));
  private static final FeatureSetDefinition V2 =
      set("load", 2, "30d", feature("mean", "mean", last("1h", "1m")));
  private static final FeatureSetDefinition OTHER =
      set("other", 1, "30d", feature("n", "count", last("5m", "5s")));
  private static final FeatureSetDefinition V1_EDITED =
      set("load", 1, "30d", feature("mean", "mean", last("6m", "6s")));
  private static final FeatureSetDefinition BROKEN =
      set("broken", 1, "30d", feature("f", "no such aggregate", WindowDefinition.EVER));

  private final Set<String> unpublished = new HashSet<>();
  private final FeatureTopics topics =
      records -> {
        if (unpublished.contains(records.set().id())) {
          throw new UnpublishedSetException("no topic of " + records.set().id());
        }
        return new FeatureTopic("topic", 1);
      };

  @Test
  void aSetThatIsLeftOutStaysWarmFromTheSupersedingActivationOn() {
    PlansInForce inForce = new PlansInForce("plant", topics);
    inForce.update(law(step(1, 1_000, V1), step(2, 2_000, V1, V2), step(3, 3_000, V2)));

    assertThat(state(inForce)).isEqualTo("[load@2] warm [load@1 until " + (3_000 + DAY) + "]");
    assertThat(inForce.plans().warm("host", 3_000 + DAY)).hasSize(1);
    assertThat(inForce.plans().warm("host", 3_001 + DAY)).isEmpty();
    assertThat(inForce.plans().warm("card", 0)).isEmpty();
  }

  @Test
  void aRollBackTakesTheWarmSetBackAndKeepsTheOtherWarm() {
    PlansInForce inForce = new PlansInForce("plant", topics);
    inForce.update(
        law(step(1, 1_000, V1), step(2, 2_000, V1, V2), step(3, 3_000, V2), step(4, 9_000, V1)));

    assertThat(state(inForce)).isEqualTo("[load@1] warm [load@2 until " + (9_000 + DAY) + "]");
  }

  @Test
  void anEditWithoutANewVersionIsRefusedWithBothValues() {
    PlansInForce inForce = new PlansInForce("plant", topics);
    List<Verdict> verdicts =
        inForce.update(law(step(1, 1_000, V1), step(2, 2_000, V1_EDITED, OTHER)));

    assertThat(state(inForce)).isEqualTo("[load@1] warm []");
    assertThat(verdicts).extracting(Verdict::generation).containsExactly(2L, 1L);
    assertThat(verdicts.get(0).refusal())
        .contains("feature set load@1: /features/0/window/last is '6m', generation 1 has '5m'")
        .contains("new version");
  }

  @Test
  void aContextEditedWithoutANewVersionIsRefusedToo() {
    PlansInForce inForce = new PlansInForce("plant", topics);
    List<Verdict> verdicts =
        inForce.update(
            law(
                contextStep(1, TestingContexts.fleet("rack")),
                contextStep(2, TestingContexts.fleet(""))));

    assertThat(verdicts.get(0).refusal())
        .contains("context fleet@1: /group_by is not given, generation 1 has 'rack'");
    assertThat(inForce.contexts().of("host").get(0).definition().groupBy()).isEqualTo("rack");
  }

  @Test
  void theFirstOfTwoDefinitionsCountsEvenWhenItComesLast() {
    PlansInForce inForce = new PlansInForce("plant", topics);
    List<ControlRecord> records = new ArrayList<>(step(2, 2_000, V1_EDITED));
    inForce.update(records);
    assertThat(state(inForce)).isEqualTo("[load@1 edited] warm []");

    records.addAll(step(1, 1_000, V1));
    inForce.update(records);
    assertThat(state(inForce)).isEqualTo("[load@1] warm []");
  }

  @Test
  void whatIsNotPublishedIsRefusedUntilItIs() {
    unpublished.add("other@1");
    PlansInForce inForce = new PlansInForce("plant", topics);
    List<ControlRecord> records = law(step(1, 1_000, V1), step(2, 2_000, V1, OTHER));

    assertThat(inForce.update(records))
        .extracting(Verdict::refusal)
        .containsExactly("no topic of other@1", "");
    assertThat(state(inForce)).isEqualTo("[load@1] warm [other@1 until " + Long.MAX_VALUE + "]");
    assertThat(inForce.awaitsPublication()).isTrue();
    unpublished.clear();
    assertThat(inForce.update(records)).extracting(Verdict::refusal).containsExactly("");
    assertThat(state(inForce)).isEqualTo("[load@1, other@1] warm []");
  }

  @Test
  void whatWasPublishedOnceIsComputedOnWhenItIsNotAnyMore() {
    unpublished.addAll(List.of("load@1", "load@2"));
    PlansInForce restored = new PlansInForce("plant", topics);
    List<ControlRecord> records =
        law(step(1, 1_000, OTHER), step(2, 2_000, V1), step(3, 3_000, V2));
    restored.update(records);
    assertThat(state(restored))
        .isEqualTo(
            "[other@1] warm [load@1 until %d, load@2 until %d]"
                .formatted(3_000 + DAY, Long.MAX_VALUE));

    unpublished.clear();
    restored.update(records);
    assertThat(state(restored))
        .isEqualTo(
            "[load@2] warm [load@1 until %d, other@1 until %d]"
                .formatted(3_000 + DAY, 2_000 + DAY));
    assertThat(restored.awaitsPublication()).isFalse();
  }

  @Property(tries = 500)
  void anyOrderAndAnyRepetitionGiveTheSamePlans(@ForAll long seed) {
    Random random = new Random(seed);
    unpublished.add("other@1");
    List<FeatureSetDefinition> all = List.of(V1, V2, OTHER, V1_EDITED, BROKEN);
    List<ControlRecord> records = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      List<FeatureSetDefinition> sets = new ArrayList<>(all);
      Collections.shuffle(sets, random);
      sets = sets.subList(0, 1 + random.nextInt(2));
      String region = List.of("*", "plant", "edge").get(random.nextInt(3));
      records.addAll(
          step(
              1 + random.nextInt(5),
              random.nextInt(1_000),
              region,
              sets.toArray(FeatureSetDefinition[]::new)));
    }
    PlansInForce atOnce = new PlansInForce("plant", topics);
    atOnce.update(records);

    List<ControlRecord> shuffled = new ArrayList<>(records);
    shuffled.addAll(records.subList(0, random.nextInt(records.size())));
    Collections.shuffle(shuffled, random);
    PlansInForce oneByOne = new PlansInForce("plant", topics);
    List<ControlRecord> seen = new ArrayList<>();
    for (ControlRecord record : shuffled) {
      seen.add(record);
      oneByOne.update(seen);
    }
    assertThat(state(oneByOne)).isEqualTo(state(atOnce));
  }

  private static String state(PlansInForce inForce) {
    List<String> ids =
        inForce.plans().of("host").stream()
            .map(p -> p.definition().id() + (p.definition().equals(V1_EDITED) ? " edited" : ""))
            .toList();
    List<String> warm =
        inForce.plans().warmByEntityType().getOrDefault("host", WarmSets.NONE).sets().stream()
            .map(w -> w.plan().definition().id() + " until " + w.until())
            .toList();
    return ids + " warm " + warm;
  }

  @SafeVarargs
  private static List<ControlRecord> law(List<ControlRecord>... steps) {
    return Arrays.stream(steps).flatMap(List::stream).toList();
  }

  private static List<ControlRecord> step(
      long generation, long issuedAt, FeatureSetDefinition... sets) {
    return step(generation, issuedAt, "*", sets);
  }

  private static List<ControlRecord> step(
      long generation, long issuedAt, String region, FeatureSetDefinition... sets) {
    return step(generation, issuedAt, region, Arrays.asList(sets), List.of());
  }

  private static List<ControlRecord> contextStep(long generation, ContextDefinition context) {
    return step(generation, 1_000 * generation, "*", List.of(), List.of(context));
  }

  private static List<ControlRecord> step(
      long generation,
      long issuedAt,
      String region,
      List<FeatureSetDefinition> sets,
      List<ContextDefinition> contexts) {
    byte[] body = json(new Release("test", "", List.of(), sets, contexts, List.of(), List.of()));
    Activation activation = new Activation(generation, List.of(region), Digest.of(body));
    return List.of(
        record("release", 0, 0, body),
        record("activation", generation, issuedAt, json(activation)));
  }

  private static ControlRecord record(String type, long generation, long issuedAt, byte[] body) {
    String digest = Digest.of(body);
    return new ControlRecord(
        type + "/" + digest,
        type,
        digest,
        generation,
        ByteBuffer.wrap(body),
        List.of(),
        "test",
        issuedAt);
  }

  private static byte[] json(Object body) {
    try {
      return ReleaseBody.JSON.writeValueAsBytes(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
