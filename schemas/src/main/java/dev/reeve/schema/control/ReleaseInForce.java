package dev.reeve.schema.control;

import dev.reeve.schema.ControlRecord;
import dev.reeve.schema.release.ReleaseBody;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The release that is in force in a region: a pure function of the set of control records, whatever
 * order they came in and however often.
 *
 * @param release SHA-256 of the release's body, in hex
 * @param generation generation of the activation that put it in force
 * @param issuedAt when that activation was issued, milliseconds since the epoch; of copies of one
 *     record that differ in it, the earliest
 * @param body canonical JSON of the release
 */
public record ReleaseInForce(String release, long generation, long issuedAt, byte[] body) {

  /** Record type of releases. */
  public static final String RELEASE = "release";

  /** Record type of activations. */
  public static final String ACTIVATION = "activation";

  private static final Comparator<ReleaseInForce> ORDER =
      Comparator.comparingLong(ReleaseInForce::generation).thenComparing(ReleaseInForce::release);

  /**
   * Finds what is in force: the release of the highest generation that covers the region and whose
   * body is among the records; of two with the same generation the one with the greater digest.
   *
   * @return empty before the first activation: no law, no action
   */
  public static Optional<ReleaseInForce> of(Iterable<ControlRecord> records, String region) {
    return candidates(records, region).stream().findFirst();
  }

  /**
   * Lists what may be in force, the first choice first: where an operator has to refuse a release,
   * the next one stays in force.
   */
  public static List<ReleaseInForce> candidates(Iterable<ControlRecord> records, String region) {
    Map<String, byte[]> bodies = new HashMap<>();
    for (ControlRecord record : records) {
      if (record.getType().equals(RELEASE)) {
        bodies.put(record.getDigest(), bytes(record));
      }
    }
    TreeMap<ReleaseInForce, ReleaseInForce> found = new TreeMap<>(ORDER.reversed());
    for (ControlRecord record : records) {
      if (record.getType().equals(ACTIVATION)) {
        Activation activation = activation(record);
        byte[] body = bodies.get(activation.release());
        if (activation.covers(region) && body != null) {
          ReleaseInForce candidate =
              new ReleaseInForce(
                  activation.release(), activation.generation(), record.getIssuedAt(), body);
          found.merge(candidate, candidate, (a, b) -> a.issuedAt() <= b.issuedAt() ? a : b);
        }
      }
    }
    return List.copyOf(found.values());
  }

  /**
   * Reads the body of an activation.
   *
   * @throws IllegalArgumentException if it is none, or leaves anything out
   */
  public static Activation activation(ControlRecord record) {
    Activation activation;
    try {
      activation = ReleaseBody.JSON.readValue(bytes(record), Activation.class);
    } catch (IOException e) {
      throw new IllegalArgumentException(refusal(record, e.getMessage()), e);
    }
    if (activation == null) {
      throw new IllegalArgumentException(refusal(record, "its body is null"));
    }
    List<String> problems = new ArrayList<>();
    if (activation.generation() < 1) {
      problems.add("generation is " + activation.generation() + ", allowed are 1 and above");
    }
    if (activation.regions() == null || activation.regions().contains(null)) {
      problems.add("regions is " + activation.regions() + ", allowed is a list of names or *");
    }
    if (activation.release() == null) {
      problems.add("release is missing, allowed is the SHA-256 of a release's body in hex");
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(refusal(record, String.join("; ", problems)));
    }
    return activation;
  }

  private static String refusal(ControlRecord record, String why) {
    return "control record " + record.getRecordId() + " holds no activation: " + why;
  }

  private static byte[] bytes(ControlRecord record) {
    byte[] bytes = new byte[record.getBody().remaining()];
    record.getBody().duplicate().get(bytes);
    return bytes;
  }
}
