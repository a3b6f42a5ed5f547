package dev.reeve.jobs;

import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The operators of a region job: the ids under which savepoints keep their state, which never
 * change, and the names that the web UI shows.
 */
enum Uid {
  EVENTS("events", "read events"),
  VALIDATE("validate", "validate events"),
  EVENT_TIME("event-time", "follow event time"),
  CONTROL("control", "read control records"),
  DECODE_CONTROL("decode-control", "decode control records"),
  ANSWERS("answers", "read answers"),
  DECODE_ANSWERS("decode-answers", "decode answers"),
  FEATURES("features", "compute features"),
  BUNDLES("bundles", "hand on features"),
  CONTEXTS("contexts", "merge contexts"),
  CONTEXT_INPUTS("context-inputs", "hand on contexts"),
  CONTROL_INPUTS("control-inputs", "hand on control records"),
  DECIDE("decide", "decide actions"),
  OUTPUTS("outputs", "write outputs");

  private final String id;
  private final String title;

  Uid(String id, String title) {
    this.id = id;
    this.title = title;
  }

  String id() {
    return id;
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
