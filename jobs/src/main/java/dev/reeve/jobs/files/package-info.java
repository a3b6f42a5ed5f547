/** Region events in files, read in their order as if they were records of a topic. */
package dev.reeve.jobs.files;
