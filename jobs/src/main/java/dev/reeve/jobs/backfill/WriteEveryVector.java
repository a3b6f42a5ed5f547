package dev.reeve.jobs.backfill;

import dev.reeve.jobs.options.KnownTime;
import dev.reeve.schema.Envelope;
import dev.reeve.schema.FeatureBundle;
import dev.reeve.schema.FeatureVector;
import dev.reeve.schema.release.FeatureSetDefinition;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Writes a row for each vector that an event caused.
 *
 * <p><b>Owned state</b>, by typed entity: the greatest known time so far; eight bytes.
 */
public final class WriteEveryVector extends KeyedProcessFunction<String, FeatureBundle, Envelope> {

  private static final long serialVersionUID = 1L;

  private final SelectedSets sets;
  private final KnownTime source;

  private transient List<FeatureRows> rows;
  private transient KnownTimes known;

  WriteEveryVector(SelectedSets sets, KnownTime source) {
    this.sets = sets;
    this.source = source;
  }

  @Override
  public void open(OpenContext context) {
    rows = sets.definitions().stream().map(FeatureRows::new).toList();
    known = new KnownTimes(source, getRuntimeContext());
  }

  @Override
  public void processElement(FeatureBundle bundle, Context context, Collector<Envelope> out)
      throws Exception {
    if (!bundle.getCauseKind().equals(SelectedSets.EVENT)) {
      return;
    }
    long knownAt = known.of(bundle);
    for (FeatureVector vector : bundle.getVectors()) {
      int index = sets.indexOf(vector);
      FeatureSetDefinition set = sets.definitions().get(index);
      out.collect(
          BackfillLine.line(
              OutputFolder.rows(set), rows.get(index).ofEvent(bundle, vector, knownAt)));
    }
  }
}
