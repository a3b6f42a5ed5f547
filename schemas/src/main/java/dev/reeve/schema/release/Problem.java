package dev.reeve.schema.release;

/**
 * Something wrong in a release: where, what was found and what is allowed.
 *
 * @param path JSON pointer into the release, such as {@code /feature_sets/0/features/2/window}; the
 *     reader of the folder turns it into file and line
 * @param value the value that was found, as written
 * @param message what is wrong and what is allowed, in one sentence
 */
public record Problem(String path, String value, String message) {}
