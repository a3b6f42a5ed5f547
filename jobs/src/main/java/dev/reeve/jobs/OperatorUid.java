package dev.reeve.jobs;

import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * An operator of a job: the id under which savepoints keep its state, which never changes, and the
 * name that the web UI shows.
 */
interface OperatorUid {

  String id();

  String title();

  default <T> SingleOutputStreamOperator<T> on(SingleOutputStreamOperator<T> operator) {
    return operator.uid(id()).name(title());
  }

  default <T> void on(DataStreamSink<T> sink) {
    sink.uid(id()).name(title());
  }
}
