/** Feature set versions as others read them: one Avro record each, with a typed field a feature. */
package dev.reeve.schema.feature;
