package dev.reeve.benchmarks.hotkey;

import dev.reeve.benchmarks.region.HostLoad;
import dev.reeve.benchmarks.region.Plant;
import dev.reeve.schema.SourcedEvent;
import java.io.Serializable;

/**
 * Entities that tick once in each second of event time, and one that may tick more often, spread
 * evenly between the events of the others.
 *
 * @param others number of ordinary entities
 * @param hot events of the hot entity in each second of event time; 0 for none
 */
record HotLoad(int others, int hot) implements Serializable {

  private static final String HOT = "hot";
  private static final long SECOND = 1_000;

  /** Events of all entities in a second of event time. */
  int perSecond() {
    return others + hot;
  }

  /** The second of event time that event i belongs to. */
  long second(long i) {
    return i / perSecond();
  }

  /** Event i, in the order of the stream. */
  SourcedEvent event(long i) {
    long turn = i % perSecond();
    long hotBefore = turn * hot / perSecond();
    boolean isHot = (turn + 1) * hot / perSecond() > hotBefore;
    long time = second(i) * SECOND + (isHot ? hotBefore * SECOND / hot : 0);
    return Plant.sourced(
        Plant.event(
            Long.toString(i, 36),
            HostLoad.ENTITY_TYPE,
            isHot ? HOT : "h" + (turn - hotBefore),
            time,
            HostLoad.MEASURE,
            (i * 31 % 1_000) / 10.0),
        i);
  }

  static boolean isHot(String entity) {
    return entity.equals(HOT);
  }
}
