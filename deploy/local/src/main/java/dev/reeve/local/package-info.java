/**
 * The local stack: a real Kafka broker, a real schema registry and Flink with its web UI, on
 * loopback, in this JVM or in processes of their own.
 */
package dev.reeve.local;
