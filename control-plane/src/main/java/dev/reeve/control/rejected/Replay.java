package dev.reeve.control.rejected;

import dev.reeve.control.command.BadInputException;
import dev.reeve.control.law.ControlTopic;
import dev.reeve.control.stream.Addresses;
import dev.reeve.control.stream.Contracts;
import dev.reeve.schema.RejectedRecord;
import dev.reeve.schema.release.SourceDefinition;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/** Puts a rejected record back, repaired or as it is, and not twice by accident. */
public final class Replay {

  private final Addresses addresses;
  private final RejectedTopic rejected;
  private final SourceTopic source;
  private final Contracts contracts;

  public Replay(Addresses addresses, Contracts contracts) {
    this.addresses = addresses;
    this.rejected = new RejectedTopic(addresses.bootstrap(), contracts);
    this.source = new SourceTopic(addresses.bootstrap());
    this.contracts = contracts;
  }

  /**
   * Replays one.
   *
   * @param sets fields to change, by path; empty for none
   * @param json another value; null for none
   * @param again whether to put it back even if it was before
   * @param dryRun whether to write nothing
   * @return id, topic, value as text, and where it was written
   * @throws BadInputException if it cannot be put back, or was before
   */
  public Map<String, Object> run(
      RejectedId id, Map<String, String> sets, byte[] json, boolean again, boolean dryRun) {
    RejectedEntry entry = rejected.find(id);
    Repair repair = repair(entry, sets, json);
    if (!again) {
      source
          .replayed(entry)
          .ifPresent(
              where -> {
                throw new BadInputException(
                    id + " was put back already, as " + where + "; --again does it once more");
              });
    }
    Map<String, Object> done = new LinkedHashMap<>();
    done.put("id", id.toString());
    done.put("topic", entry.record().getTopic());
    done.put(
        "value",
        RejectedText.value(
            repair.value() == null ? null : ByteBuffer.wrap(repair.value()), contracts.writers()));
    done.put("written", dryRun ? null : source.put(entry, repair));
    return done;
  }

  private Repair repair(RejectedEntry entry, Map<String, String> sets, byte[] json) {
    if (entry.record().getStage().equals(MappedRepair.STAGE)) {
      Repair.throwUnlessReplayable(entry);
      MappedRepair mapped = new MappedRepair(entry, mapping(entry.record()), contracts);
      if (json != null) {
        return mapped.with(json);
      }
      return sets.isEmpty() ? mapped.asItIs() : mapped.with(sets);
    }
    if (json != null) {
      return Repair.with(entry, json, contracts);
    }
    return sets.isEmpty() ? Repair.asItIs(entry) : Repair.with(entry, sets, contracts);
  }

  /** What is put back goes into a topic of others: never without knowing what its records are. */
  private SourceDefinition mapping(RejectedRecord record) {
    return new ControlTopic(addresses, contracts)
        .source(record.getRegion(), record.getTopic())
        .orElseThrow(
            () ->
                new BadInputException(
                    ("%s is a topic of others, and no release that was published for %s maps it:"
                            + " `reeve publish` the one whose mapping is to take the record")
                        .formatted(record.getTopic(), record.getRegion())));
  }
}
