package dev.reeve.features.source;

import dev.reeve.features.event.Reason;
import dev.reeve.features.event.Rejection;
import java.util.ArrayList;
import java.util.List;

/** Everything that keeps one record from becoming events. */
final class MappingProblems {

  private final List<String> details = new ArrayList<>();
  private Reason reason;

  void add(Reason code, String detail) {
    reason = reason == null || reason == code ? code : Reason.UNMAPPED;
    details.add(detail);
  }

  int count() {
    return details.size();
  }

  /** One refusal of all; its code is theirs, or UNMAPPED where they differ. */
  Rejection rejection() {
    return new Rejection(reason, String.join("; ", details));
  }
}
