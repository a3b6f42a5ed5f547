package dev.reeve.schema.release;

/**
 * An agent written in Java.
 *
 * @param className fully qualified name of a class that implements the agent interface
 * @param jar file name of the jar that holds it
 * @param sha256 SHA-256 of that jar, in hex: another build is refused
 */
public record JavaAgent(String className, String jar, String sha256) {}
