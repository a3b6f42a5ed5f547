/**
 * The contracts of Reeve: Avro records, generated from {@code src/main/avro}, and the pure types
 * that every module shares.
 */
package dev.reeve.schema;
