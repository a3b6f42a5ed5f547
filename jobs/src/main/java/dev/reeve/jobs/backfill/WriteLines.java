package dev.reeve.jobs.backfill;

import dev.reeve.schema.Envelope;
import dev.reeve.schema.wire.SchemaIds;
import dev.reeve.schema.wire.Topics;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Hands rejected records and accounts on as lines. <b>Owned state</b>: none. */
public final class WriteLines extends ProcessFunction<Envelope, Envelope> {

  /** Ids of schemas for the functions before: writer and reader are one build. */
  public static final SchemaIds IDS = BackfillLine.IDS;

  private static final long serialVersionUID = 1L;

  private final Topics topics;
  private final boolean fromFiles;

  private transient BackfillLine lines;

  /**
   * @param topics names that the functions before give their topics
   * @param fromFiles whether events come from files
   */
  public WriteLines(Topics topics, boolean fromFiles) {
    this.topics = topics;
    this.fromFiles = fromFiles;
  }

  @Override
  public void open(OpenContext context) {
    lines = new BackfillLine(topics, fromFiles);
  }

  @Override
  public void processElement(Envelope envelope, Context context, Collector<Envelope> out) {
    lines.of(envelope).ifPresent(out::collect);
  }
}
