package dev.reeve.features.flink;

import dev.reeve.features.FeatureSetPlan;
import dev.reeve.features.event.ArrivalRules;
import dev.reeve.features.event.IdFingerprints;
import dev.reeve.features.release.FeaturePlans;
import dev.reeve.features.silence.Silence;
import dev.reeve.features.state.EntityHead;
import dev.reeve.schema.FeatureBundle;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.streaming.api.TimerService;

/**
 * What becomes of an entity that sends nothing while the watermark moves on: its silences are told
 * of, then its ids go, then all of it.
 */
final class SilentEntities {

  private final String region;
  private final ArrivalRules arrival;
  private final ValueState<byte[]> entity;
  private final RememberedIds ids;
  private final MapState<String, byte[]> cells;

  /**
   * @param region region of the job
   * @param entity heads, by the current key
   * @param cells cells of the current key
   */
  SilentEntities(
      String region,
      ArrivalRules arrival,
      ValueState<byte[]> entity,
      RememberedIds ids,
      MapState<String, byte[]> cells) {
    this.region = region;
    this.arrival = arrival;
    this.entity = entity;
    this.ids = ids;
    this.cells = cells;
  }

  /**
   * Looks at the entity of the current key.
   *
   * @param key typed entity
   * @param hot may hold it, and goes on to unless it is gone
   * @param timestamp event-time milliseconds that its timer was set to
   * @param silences takes a bundle for each silence that was not told of yet
   */
  void onTimer(
      String key,
      HotEntities hot,
      long timestamp,
      FeaturePlans inForce,
      TimerService timers,
      Consumer<FeatureBundle> silences)
      throws Exception {
    Optional<HotEntities.Hot> held = hot.written(key);
    byte[] bytes = entity.value();
    if (bytes == null) {
      return;
    }
    EntityHead head = held.map(h -> h.states().head()).orElseGet(() -> EntityHead.of(bytes));
    String type = key.substring(0, key.indexOf('/'));
    long idsOutdated = arrival.idsOutdatedAt(head.highWaterMark());
    long allOutdated =
        arrival.stateOutdatedAt(head.highWaterMark(), inForce.longestTtlMillis(type));
    if (timestamp >= allOutdated) {
      entity.clear();
      ids.clear();
      cells.clear();
      hot.drop(key);
      return;
    }
    if (timestamp >= idsOutdated) {
      ids.clear();
      held.ifPresent(h -> h.ids().takeOver(new IdFingerprints()));
    }
    head.timer(EntityHead.NO_TIMER);
    EntityTimer.set(head, timestamp >= idsOutdated ? allOutdated : idsOutdated, timers);
    // A job that is drained ends all event time: that says nothing of the entity.
    if (timers.currentWatermark() < Long.MAX_VALUE) {
      List<FeatureSetPlan> plans = inForce.of(type);
      tell(key, timestamp, plans, head, silences);
      EntityTimer.set(head, Silence.nextDue(plans, head), timers);
    }
    entity.update(head.toBytes());
  }

  private void tell(
      String key,
      long timestamp,
      List<FeatureSetPlan> plans,
      EntityHead head,
      Consumer<FeatureBundle> silences) {
    int slash = key.indexOf('/');
    for (Silence silence : Silence.of(plans, head)) {
      if (silence.due() <= timestamp) {
        silence.tell(head);
        silences.accept(
            silence.bundle(
                region,
                key.substring(0, slash),
                key.substring(slash + 1),
                head,
                new FlinkCells(cells)));
      }
    }
  }
}
