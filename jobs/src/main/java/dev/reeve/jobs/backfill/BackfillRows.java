package dev.reeve.jobs.backfill;

import dev.reeve.jobs.options.BackfillOptions;
import dev.reeve.schema.Envelope;
import dev.reeve.schema.FeatureBundle;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** The rows that a backfill writes: at the times of its label table, or one for each vector. */
public final class BackfillRows {

  private final BackfillOptions options;
  private final SelectedSets sets;

  public BackfillRows(BackfillOptions options, BackfillRelease release) {
    this.options = options;
    this.sets = new SelectedSets(release.sets());
  }

  /** The lines of the rows, each with the kind of its file as topic. */
  public SingleOutputStreamOperator<Envelope> of(KeyedStream<FeatureBundle, String> features) {
    AvroTypeInfo<Envelope> lines = new AvroTypeInfo<>(Envelope.class);
    return options.hasLabels()
        ? features.transform(
            "",
            lines,
            new ReadAtLabels(sets, options.region(), options.labels(), options.knownTime()))
        : features.process(new WriteEveryVector(sets, options.knownTime()), lines);
  }
}
