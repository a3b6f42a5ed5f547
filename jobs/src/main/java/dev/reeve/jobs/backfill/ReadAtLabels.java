package dev.reeve.jobs.backfill;

import dev.reeve.features.pointintime.Fact;
import dev.reeve.features.pointintime.KeptFacts;
import dev.reeve.features.pointintime.TwoTimeRead;
import dev.reeve.jobs.options.KnownTime;
import dev.reeve.schema.Envelope;
import dev.reeve.schema.FeatureBundle;
import dev.reeve.schema.FeatureVector;
import dev.reeve.schema.RegionEvent;
import dev.reeve.schema.identity.TypedEntity;
import dev.reeve.schema.release.FeatureSetDefinition;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Reads the features of entities at the times of a label table, and writes a row for each entity
 * and time once all events were read; entities without any event too.
 *
 * <p><b>Owned state</b>, by typed entity: {@code facts}, at most one vector for each reading time
 * and feature set, as {@link TwoTimeRead} keeps them, and the greatest known time so far. The times
 * of a subtask's entities are in memory. Nothing is cleaned up: a backfill ends.
 */
public final class ReadAtLabels extends AbstractStreamOperator<Envelope>
    implements OneInputStreamOperator<FeatureBundle, Envelope>, BoundedOneInput {

  private static final long serialVersionUID = 1L;

  private final SelectedSets sets;
  private final String region;
  private final String labels;
  private final KnownTime source;

  private transient MapState<String, FeatureBundle> facts;
  private transient SortedMap<String, long[]> times;
  private transient List<FeatureRows> rows;
  private transient KnownTimes known;

  /**
   * @param labels path of the label table
   */
  ReadAtLabels(SelectedSets sets, String region, String labels, KnownTime source) {
    this.sets = sets;
    this.region = region;
    this.labels = labels;
    this.source = source;
  }

  @Override
  public void open() throws Exception {
    super.open();
    facts =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "facts", Types.STRING, new AvroTypeInfo<>(FeatureBundle.class)));
    known = new KnownTimes(source, getRuntimeContext());
    rows = sets.definitions().stream().map(FeatureRows::new).toList();
    times = LabelTable.times(Path.of(labels), this::isOwn);
  }

  @Override
  public void processElement(StreamRecord<FeatureBundle> element) throws Exception {
    FeatureBundle bundle = element.getValue();
    if (!bundle.getCauseKind().equals(SelectedSets.EVENT)) {
      return;
    }
    long knownAt = known.of(bundle);
    RegionEvent event = bundle.getEvent();
    long[] readings = times.get(event.getEntity());
    if (readings == null) {
      return;
    }
    for (FeatureVector vector : bundle.getVectors()) {
      new TwoTimeRead(readings, new StateFacts(sets.indexOf(vector)))
          .take(new Fact(vector, knownAt, event.getEventId()));
    }
  }

  @Override
  public void endInput() {
    for (Map.Entry<String, long[]> entity : times.entrySet()) {
      setCurrentKey(key(entity.getKey()));
      for (int i = 0; i < rows.size(); i++) {
        FeatureRows of = rows.get(i);
        String kind = OutputFolder.rows(sets.definitions().get(i));
        new TwoTimeRead(entity.getValue(), new StateFacts(i))
            .answer(
                (time, fact) ->
                    output.collect(
                        new StreamRecord<>(
                            BackfillLine.line(
                                kind, of.ofReading(region, entity.getKey(), time, fact)))));
      }
    }
  }

  private boolean isOwn(String entity) {
    var task = getRuntimeContext().getTaskInfo();
    return KeyGroupRangeAssignment.assignKeyToParallelOperator(
            key(entity), task.getMaxNumberOfParallelSubtasks(), task.getNumberOfParallelSubtasks())
        == task.getIndexOfThisSubtask();
  }

  private String key(String entity) {
    FeatureSetDefinition any = sets.definitions().get(0);
    return TypedEntity.key(any.entityType(), entity);
  }

  /** The facts of one set, in state under the set's position and that of the reading time. */
  private final class StateFacts implements KeptFacts {

    private final int set;

    StateFacts(int set) {
      this.set = set;
    }

    @Override
    public Fact get(int reading) {
      try {
        FeatureBundle kept = facts.get(set + "/" + reading);
        return kept == null
            ? null
            : new Fact(kept.getVectors().get(0), kept.getTimestamp(), kept.getEvent().getEventId());
      } catch (Exception e) {
        throw new IllegalStateException("the state backend failed: " + e.getMessage(), e);
      }
    }

    @Override
    public void put(int reading, Fact fact) {
      RegionEvent event = RegionEvent.newBuilder().setEventId(fact.eventId()).build();
      try {
        facts.put(
            set + "/" + reading,
            FeatureBundle.newBuilder()
                .setEvent(event)
                .setTimestamp(fact.knownAt())
                .setVectors(new ArrayList<>(List.of(fact.vector())))
                .build());
      } catch (Exception e) {
        throw new IllegalStateException("the state backend failed: " + e.getMessage(), e);
      }
    }
  }
}
