/**
 * Source mappings: how records of other people's topics, Avro of any schema or JSON, become region
 * events. A definition is compiled once for each schema that records were written with.
 */
package dev.reeve.features.source;
