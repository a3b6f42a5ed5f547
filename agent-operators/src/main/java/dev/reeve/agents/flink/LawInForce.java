package dev.reeve.agents.flink;

import dev.reeve.agents.decision.RefusedReleaseException;
import dev.reeve.agents.decision.ReleaseProgram;
import dev.reeve.schema.Acknowledgement;
import dev.reeve.schema.ControlRecord;
import dev.reeve.schema.control.ReleaseInForce;
import dev.reeve.schema.identity.Digest;
import dev.reeve.schema.release.ReleaseBody;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The release that this subtask decides by: the first choice among the control records that
 * compiles here. It follows from the set of records, not from the order in which they came.
 */
final class LawInForce implements AutoCloseable {

  private static final String OPERATOR = "decide";

  private final String region;
  private final int subtask;
  private final int parallelism;
  private final Path agentsDir;

  private final Map<Long, ReleaseProgram> superseded = new TreeMap<>();
  private ReleaseProgram program;
  private long generation;
  private boolean read;

  LawInForce(String region, int subtask, int parallelism, Path agentsDir) {
    this.region = region;
    this.subtask = subtask;
    this.parallelism = parallelism;
    this.agentsDir = agentsDir;
  }

  /**
   * The release to decide by, compiled; null when there is none. It is the one in force, but for
   * vectors that were computed before their operator read of it: these are decided by what was in
   * force there.
   *
   * @param computedBy generation by which the vectors were computed
   */
  ReleaseProgram program(long computedBy) {
    return superseded.getOrDefault(computedBy, program);
  }

  /**
   * A checkpoint barrier passes. It follows the control records through every operator, so that
   * behind it no vector comes that was computed without those that were read here.
   */
  void passBarrier() {
    superseded.values().forEach(ReleaseProgram::close);
    superseded.clear();
  }

  /** Whether a record is what it says; a refused one is acknowledged as such and not kept. */
  boolean admits(ControlRecord record, Consumer<Acknowledgement> acknowledge) {
    byte[] body = new byte[record.getBody().remaining()];
    record.getBody().duplicate().get(body);
    String reason = "";
    if (!Digest.of(body).equals(record.getDigest())) {
      reason = "the record's digest is not that of its body, " + Digest.of(body);
    } else if (!record.getRecordId().equals(record.getType() + "/" + record.getDigest())) {
      reason = "record id '" + record.getRecordId() + "' is not type/digest";
    } else {
      try {
        switch (record.getType()) {
          case ReleaseInForce.RELEASE -> ReleaseBody.read(body);
          case ReleaseInForce.ACTIVATION -> ReleaseInForce.activation(record);
          default -> {
            // Of a later version: it holds nothing for this one, and is kept for the next.
          }
        }
      } catch (UncheckedIOException | IllegalArgumentException e) {
        reason = e.getMessage();
      }
    }
    if (!reason.isEmpty()) {
      acknowledge.accept(
          acknowledgement(record.getDigest(), record.getGeneration(), "refused", reason));
    }
    return reason.isEmpty();
  }

  /** Reads the control records if that was not done since the start. */
  void readOnce(
      Iterable<Map.Entry<String, ControlRecord>> control, Consumer<Acknowledgement> acknowledge) {
    if (!read) {
      read(control, acknowledge);
    }
  }

  /** Reads the control records and switches to what is in force by them. */
  void read(
      Iterable<Map.Entry<String, ControlRecord>> control, Consumer<Acknowledgement> acknowledge) {
    read = true;
    List<ControlRecord> records = new ArrayList<>();
    control.forEach(entry -> records.add(entry.getValue()));
    for (ReleaseInForce candidate : ReleaseInForce.candidates(records, region)) {
      boolean same = program != null && program.digest().equals(candidate.release());
      if (same && generation == candidate.generation()) {
        return;
      }
      try {
        if (!same) {
          ReleaseProgram next =
              ReleaseProgram.compile(
                  candidate.release(), ReleaseBody.read(candidate.body()), agentsDir);
          if (program != null) {
            superseded.put(generation, program);
          }
          program = next;
        }
        generation = candidate.generation();
        acknowledge.accept(acknowledgement(candidate.release(), generation, "running", ""));
        return;
      } catch (RefusedReleaseException e) {
        acknowledge.accept(
            acknowledgement(
                candidate.release(), candidate.generation(), "refused", e.getMessage()));
      }
    }
  }

  private Acknowledgement acknowledgement(
      String release, long number, String status, String reason) {
    return new Acknowledgement(
        region, OPERATOR, subtask, parallelism, release, number, status, reason);
  }

  @Override
  public void close() {
    passBarrier();
    if (program != null) {
      program.close();
    }
  }
}
