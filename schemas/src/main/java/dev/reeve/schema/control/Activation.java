package dev.reeve.schema.control;

import java.util.List;

/**
 * The body of a control record of type activation: "this release is in force in these regions".
 *
 * @param generation order among activations, from 1; the highest wins
 * @param regions regions that it holds for; {@code *} stands for all
 * @param release SHA-256 of the release's body, in hex
 */
public record Activation(long generation, List<String> regions, String release) {

  /** Whether it holds for the region. */
  public boolean covers(String region) {
    return regions.contains("*") || regions.contains(region);
  }
}
