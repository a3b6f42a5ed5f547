package dev.reeve.features.silence;

import dev.reeve.features.FeatureSetPlan;
import dev.reeve.features.FeatureSetState;
import dev.reeve.features.state.EntityHead;
import dev.reeve.features.state.OverlaidCells;
import dev.reeve.features.state.StateCells;
import dev.reeve.schema.FeatureBundle;
import dev.reeve.schema.FeatureVector;
import dev.reeve.schema.RegionEvent;
import dev.reeve.schema.identity.TypedEntity;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An entity that has sent nothing since its high-water mark, seen by one feature set: once for each
 * silence a vector as of high-water mark + {@code silence}, in which values have left time windows
 * and ages have grown. It is computed on a copy: neither the entity's time nor its state move, so
 * that events which are still on their way are not late because of it.
 *
 * <p>That an entity is silent follows from the watermark, which no two runs share: silences are
 * facts of a run and not repeatable. Where nobody sends anything no watermark moves, and nobody is
 * silent.
 *
 * @param plan feature set with a silence
 * @param since the entity's high-water mark, event-time milliseconds
 */
public record Silence(FeatureSetPlan plan, long since) {

  /** Kind of the cause, in bundles and decisions. */
  public static final String CAUSE = "silence";

  private static final String TOLD = "!silence";

  /**
   * The silences of an entity that were not told of yet, in the order of the plans: of sets that
   * know it.
   *
   * @param plans feature sets of the entity's type
   */
  public static List<Silence> of(List<FeatureSetPlan> plans, EntityHead head) {
    List<Silence> silences = new ArrayList<>(0);
    for (FeatureSetPlan plan : plans) {
      if (plan.silenceMillis() > 0 && head.featureSets().containsKey(plan.definition().id())) {
        Silence silence = new Silence(plan, head.highWaterMark());
        if (!silence.isTold(head)) {
          silences.add(silence);
        }
      }
    }
    return silences;
  }

  /**
   * When the next of an entity's silences is due: watermark in milliseconds, {@link
   * EntityHead#NO_TIMER} for never.
   */
  public static long nextDue(List<FeatureSetPlan> plans, EntityHead head) {
    return of(plans, head).stream().mapToLong(Silence::due).min().orElse(EntityHead.NO_TIMER);
  }

  private boolean isTold(EntityHead head) {
    byte[] told = head.featureSets().get(plan.definition().id() + TOLD);
    return told != null && ByteBuffer.wrap(told).getLong() == since;
  }

  /** Remembers in the entity's head, in eight bytes, that this was told of. */
  public void tell(EntityHead head) {
    byte[] mark = ByteBuffer.allocate(Long.BYTES).putLong(since).array();
    head.featureSets().put(plan.definition().id() + TOLD, mark);
  }

  /** Watermark from which on the entity is silent, and time that the vector holds for. */
  public long due() {
    long millis = plan.silenceMillis();
    return since > Long.MAX_VALUE - 1 - millis ? Long.MAX_VALUE - 1 : since + millis;
  }

  /** Id of the cause: {@code silence/<set id>/<high-water mark>}. */
  public String causeId() {
    return CAUSE + "/" + plan.definition().id() + "/" + since;
  }

  /**
   * What agents are told.
   *
   * @param head the entity's head; it is only read
   * @param cells the entity's cells; they are only read
   */
  public FeatureBundle bundle(
      String region, String type, String entity, EntityHead head, StateCells cells) {
    byte[] bytes = head.featureSets().get(plan.definition().id());
    FeatureVector vector =
        FeatureSetState.read(bytes, plan, new OverlaidCells(cells), TypedEntity.key(type, entity))
            .silent(due());
    RegionEvent event =
        new RegionEvent("", region, type, entity, due(), Map.of(), Map.of(), Map.of());
    return new FeatureBundle(
        event, "", 0, 0L, 0L, List.of(vector), CAUSE, causeId(), List.of(), 0L, List.of());
  }
}
