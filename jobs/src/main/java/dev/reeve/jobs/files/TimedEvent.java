package dev.reeve.jobs.files;

import dev.reeve.schema.RegionEvent;

/**
 * An event of a file.
 *
 * @param event event
 * @param knownAt milliseconds since the epoch from which on it was known; its event time where the
 *     file does not say
 */
record TimedEvent(RegionEvent event, long knownAt) {}
