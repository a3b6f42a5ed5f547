package dev.reeve.jobs.control;

import dev.reeve.schema.ControlRecord;
import dev.reeve.schema.control.ReleaseInForce;
import dev.reeve.schema.identity.Digest;
import java.util.Optional;

/**
 * What a control record must satisfy before it is broadcast: its digest is that of its body, its id
 * is type and digest, and an activation can be read. Types that are not known pass: they are of a
 * later version and hold nothing for this one.
 */
final class ControlRule {

  private ControlRule() {}

  /** What is wrong with the record, with what is allowed; empty when nothing is. */
  static Optional<String> violation(ControlRecord record) {
    byte[] body = new byte[record.getBody().remaining()];
    record.getBody().duplicate().get(body);
    String digest = Digest.of(body);
    if (!record.getDigest().equals(digest)) {
      return Optional.of(
          "digest is '%s', allowed is the SHA-256 of the body, %s"
              .formatted(record.getDigest(), digest));
    }
    String id = record.getType() + "/" + digest;
    if (!record.getRecordId().equals(id)) {
      return Optional.of(
          "record_id is '%s', allowed is type/digest, %s".formatted(record.getRecordId(), id));
    }
    return record.getType().equals(ReleaseInForce.ACTIVATION)
        ? activation(record)
        : Optional.empty();
  }

  private static Optional<String> activation(ControlRecord record) {
    try {
      ReleaseInForce.activation(record);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(e.getMessage());
    }
  }
}
