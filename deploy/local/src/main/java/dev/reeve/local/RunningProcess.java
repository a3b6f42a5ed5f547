package dev.reeve.local;

/**
 * A server of the stack that runs in a process of its own.
 *
 * @param name what it is, unique in its stack: {@code broker}, {@code taskmanager-2}
 * @param pid the operating system's process id
 */
public record RunningProcess(String name, long pid) {}
