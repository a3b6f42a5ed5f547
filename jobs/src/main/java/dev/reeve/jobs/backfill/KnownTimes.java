package dev.reeve.jobs.backfill;

import dev.reeve.jobs.options.KnownTime;
import dev.reeve.schema.FeatureBundle;
import java.io.IOException;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * When the vectors of an entity became known: at the greatest known time of the events that it had
 * until then, since all of them are in its values. Timestamps of a topic may run backwards.
 */
final class KnownTimes {

  private final KnownTime source;
  private final ValueState<Long> greatest;

  KnownTimes(KnownTime source, RuntimeContext runtime) {
    this.source = source;
    this.greatest = runtime.getState(new ValueStateDescriptor<>("known-at", Types.LONG));
  }

  /** Known time of the bundle, in milliseconds, of the current entity. */
  long of(FeatureBundle bundle) throws IOException {
    long own = source == KnownTime.EVENT ? bundle.getEvent().getEventTime() : bundle.getTimestamp();
    Long before = greatest.value();
    if (before != null && before >= own) {
      return before;
    }
    greatest.update(own);
    return own;
  }
}
