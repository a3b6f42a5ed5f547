/** Where a job touches the outside: Kafka topics and the Schema Registry. */
package dev.reeve.jobs.edges;
