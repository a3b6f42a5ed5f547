package dev.reeve.agents.release;

import java.util.List;

/**
 * The file {@code release.yaml}: what the release is called and the files that its parts stand in.
 */
record ReleaseFile(
    String name,
    String description,
    List<String> sources,
    List<String> featureSets,
    List<String> contexts,
    List<String> agents,
    List<String> policies) {}
