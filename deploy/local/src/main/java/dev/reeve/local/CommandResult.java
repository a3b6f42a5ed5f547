package dev.reeve.local;

/**
 * How a program ended.
 *
 * @param exitCode 0 for success
 * @param output standard output and standard error, in the order written
 */
public record CommandResult(int exitCode, String output) {}
