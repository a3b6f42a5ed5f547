package dev.reeve.control.demo;

import dev.reeve.control.audit.AccountSums;
import dev.reeve.control.demo.fleet.Fate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Whether everything that was sent is accounted for, and as the simulator knows it has to be. */
final class Settlement {

  private final EventStream stream;
  private final Map<String, RegionLedger> ledgers;

  Settlement(EventStream stream, Map<String, RegionLedger> ledgers) {
    this.stream = stream;
    this.ledgers = ledgers;
  }

  /**
   * What is still on its way, one sentence for each region; empty when all has been counted.
   *
   * @param questionsToo whether questions that wait count as well
   */
  List<String> open(boolean questionsToo) {
    List<String> open = new ArrayList<>();
    ledgers.forEach(
        (region, ledger) -> {
          AccountSums accounts = ledger.accounts();
          long settled = accounts.settled();
          long rejected = total(accounts.rejected()) + total(accounts.rejectedAnswers());
          if (settled < stream.published(region)) {
            open.add(
                region
                    + ": "
                    + settled
                    + " of "
                    + stream.published(region)
                    + " events are accounted for");
          } else if (total(ledger.rejected()) < rejected
              || total(ledger.decisions()) < total(accounts.decisions())
              || total(ledger.actions()) < accounts.actions()) {
            open.add(region + ": records that the accounts tell of are not visible yet");
          } else if (questionsToo && ledger.waiting() > 0) {
            open.add(region + ": " + ledger.waiting() + " questions wait for answer or deadline");
          }
        });
    return open;
  }

  /**
   * Compares the accounts with the simulator's own knowledge of what it sent: each duplicate, each
   * kind of broken record.
   *
   * @return differences, one sentence each
   */
  List<String> differences() {
    List<String> differences = new ArrayList<>();
    ledgers.forEach(
        (region, ledger) -> {
          SortedMap<String, Long> counted = ledger.accounts().rejected();
          counted.put("ACCEPTED", ledger.accounts().accepted());
          counted.put("DUPLICATE", ledger.accounts().duplicates());
          for (Fate fate : Fate.values()) {
            long found = counted.getOrDefault(fate.name(), 0L);
            long sent = stream.due(region, fate);
            if (found != sent) {
              differences.add(
                  "P3: %s accounts for %d records %s, the simulator sent %d"
                      .formatted(region, found, fate, sent));
            }
          }
        });
    return differences;
  }

  private static long total(SortedMap<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
