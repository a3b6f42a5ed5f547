package dev.reeve.jobs.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.schema.Account;
import dev.reeve.schema.Acknowledgement;
import dev.reeve.schema.Action;
import dev.reeve.schema.Count;
import dev.reeve.schema.Decision;
import dev.reeve.schema.Parameter;
import dev.reeve.schema.RejectedRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** What a region's job has written, as a reader with {@code read_committed} sees it. */
public final class Outputs implements AutoCloseable {

  private final Tail<Action> actions;
  private final Tail<Decision> decisions;
  private final Tail<RejectedRecord> rejected;
  private final Tail<Account> accounts;
  private final Tail<Acknowledgement> acknowledgements;

  Outputs(TestingRegion region) {
    actions = region.tail(region.topics().actions(), Action.class);
    decisions = region.tail(region.topics().decisions(), Decision.class);
    rejected = region.tail(region.topics().rejected(), RejectedRecord.class);
    accounts = region.tail(region.topics().accounts(), Account.class);
    acknowledgements = region.tail(region.topics().controlStatus(), Acknowledgement.class);
  }

  public List<Decision> decisions() {
    return decisions.records();
  }

  public List<Action> actions() {
    return actions.records();
  }

  public List<RejectedRecord> rejected() {
    return rejected.records();
  }

  /** Sums over all accounts, by {@code operator.count}. */
  public Map<String, Long> accounts() {
    Map<String, Long> sums = new TreeMap<>();
    for (Account account : accounts.records()) {
      for (Count count : account.getCounts()) {
        sums.merge(account.getOperator() + "." + count.getName(), count.getValue(), Long::sum);
      }
    }
    return sums;
  }

  /** Waits until every subtask of both operators runs the release. */
  public void awaitRunning(String release, int parallelism) {
    Awaitility.await("all subtasks acknowledge release " + release)
        .atMost(Duration.ofSeconds(120))
        .untilAsserted(
            () ->
                assertThat(
                        acknowledgements.records().stream()
                            .filter(ack -> ack.getRelease().equals(release))
                            .filter(ack -> ack.getStatus().equals("running"))
                            .map(ack -> ack.getOperator() + "/" + ack.getSubtask())
                            .distinct())
                    .hasSize(2 * parallelism));
  }

  /** Whether every subtask of both operators runs the generation. */
  public boolean isRunning(long generation, int parallelism) {
    return acknowledgements.records().stream()
            .filter(ack -> ack.getGeneration() == generation && ack.getStatus().equals("running"))
            .map(ack -> ack.getOperator() + "/" + ack.getSubtask())
            .distinct()
            .count()
        == 2L * parallelism;
  }

  /** Waits until the accounts say that so many records were read. */
  public void awaitRead(long records) {
    Awaitility.await("accounts of " + records + " records read")
        .atMost(Duration.ofSeconds(180))
        .untilAsserted(
            () ->
                assertThat(accounts().getOrDefault("read.read", 0L))
                    .as("records read by the accounts %s", accounts())
                    .isGreaterThanOrEqualTo(records));
  }

  /** Problems with actions and decisions, missing and doubled; empty when all is exact. */
  public List<String> differences(Expected expected) {
    List<Action> acted = actions();
    List<Decision> decided = decisions();
    Map<String, String> causes = new HashMap<>();
    decided.forEach(d -> causes.put(d.getDecisionId(), d.getEntity() + " " + d.getCauseId()));
    List<String> problems = new ArrayList<>();
    compare(
        "action",
        expected.actions(),
        acted.stream()
            .map(a -> Map.entry(causes.getOrDefault(a.getDecisionId(), "no decision"), text(a)))
            .toList(),
        problems);
    compare(
        "decision",
        expected.decisions(),
        decided.stream()
            .map(d -> Map.entry(cause(d), d.getVerdict() + " " + d.getAction()))
            .toList(),
        problems);
    return problems;
  }

  /** Waits until accounts, rejected records, decisions and actions are exactly those expected. */
  public void awaitExact(Expected expected) {
    Awaitility.await("outputs and accounts that agree with what was sent")
        .atMost(Duration.ofSeconds(120))
        .untilAsserted(() -> assertExact(expected));
  }

  private void assertExact(Expected expected) {
    assertThat(differences(expected)).isEmpty();
    assertAccounts(expected);
    assertThat(accounts()).containsEntry("decide.actions", (long) expected.actions().size());
  }

  /** Fails unless the accounts and the rejected records are those expected. */
  public void assertAccounts(Expected expected) {
    Map<String, Long> sums = accounts();
    Map<String, Long> fates = new TreeMap<>(expected.fates());
    assertThat(sums).containsEntry("read.read", expected.sent());
    assertThat(sums).containsEntry("features.accepted", fates.remove(SentEvent.ACCEPTED));
    assertThat(sums.getOrDefault("features.duplicates", 0L))
        .isEqualTo(fates.getOrDefault(SentEvent.DUPLICATE, 0L));
    fates.remove(SentEvent.DUPLICATE);
    Map<String, Long> byReason =
        rejected().stream()
            .collect(
                Collectors.groupingBy(
                    RejectedRecord::getReason, TreeMap::new, Collectors.counting()));
    assertThat(byReason).isEqualTo(fates);
    fates.forEach(
        (reason, count) ->
            assertThat(
                    sums.getOrDefault("read.rejected." + reason, 0L)
                        + sums.getOrDefault("features.rejected." + reason, 0L))
                .as("records rejected as %s by the accounts %s", reason, sums)
                .isEqualTo(count));
  }

  private static void compare(
      String what,
      Map<String, String> expected,
      List<Map.Entry<String, String>> found,
      List<String> problems) {
    Map<String, String> missing = new TreeMap<>(expected);
    Map<String, String> first = new TreeMap<>();
    for (Map.Entry<String, String> each : found) {
      if (first.put(each.getKey(), each.getValue()) != null) {
        problems.add("doubled " + what + ": " + each);
      } else if (!each.getValue().equals(missing.remove(each.getKey()))) {
        problems.add(
            "wrong %s: %s, expected %s".formatted(what, each, expected.get(each.getKey())));
      }
    }
    missing.forEach((key, value) -> problems.add("missing " + what + ": " + key + "=" + value));
  }

  private static String cause(Decision decision) {
    return decision.getEntity() + " " + decision.getCauseId() + " " + decision.getOrdinal();
  }

  private static String text(Action action) {
    return action.getName()
        + action.getParameters().stream()
            .map((Parameter p) -> " " + p.getName() + "=" + p.getKind() + ":" + p.getValue())
            .collect(Collectors.joining());
  }

  @Override
  public void close() {
    actions.close();
    decisions.close();
    rejected.close();
    accounts.close();
    acknowledgements.close();
  }
}
