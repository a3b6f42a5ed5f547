/** Where a source mapping job takes its definitions from. */
package dev.reeve.jobs.source;
