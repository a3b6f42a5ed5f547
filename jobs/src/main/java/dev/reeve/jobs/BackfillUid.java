package dev.reeve.jobs;

import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** The operators of a backfill: ids of their state and the names that the web UI shows. */
enum BackfillUid {
  EVENTS("backfill-events", "read events"),
  VALIDATE("backfill-validate", "validate events"),
  CONTROL("backfill-control", "give the release"),
  FEATURES("backfill-features", "compute features"),
  ROWS("backfill-rows", "write rows"),
  LINES("backfill-lines", "write rejected records and accounts"),
  OUTPUTS("backfill-outputs", "write files");

  private final String id;
  private final String title;

  BackfillUid(String id, String title) {
    this.id = id;
    this.title = title;
  }

  String title() {
    return title;
  }

  <T> SingleOutputStreamOperator<T> on(SingleOutputStreamOperator<T> operator) {
    return operator.uid(id).name(title);
  }

  <T> void on(DataStreamSink<T> sink) {
    sink.uid(id).name(title);
  }
}
