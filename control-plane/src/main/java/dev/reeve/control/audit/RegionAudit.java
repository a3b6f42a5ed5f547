package dev.reeve.control.audit;

import dev.reeve.schema.Account;
import dev.reeve.schema.Action;
import dev.reeve.schema.Answer;
import dev.reeve.schema.Decision;
import dev.reeve.schema.RejectedRecord;
import dev.reeve.schema.identity.Cause;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Checks the promises P1 to P3 in what a region's topics hold: what the job wrote is compared with
 * what it should have written, and its accounts with both.
 *
 * <p>Hand over everything that was committed: all vectors, accounts, rejected records and decisions
 * in any order, then the answers in the order of their partitions, then the actions; then {@link
 * #finish}.
 */
public final class RegionAudit {

  private static final Set<String> ROOT_CAUSES = Set.of("event", "silence");
  private static final String EXPECTATION = "EXPECTATION";

  private final String region;
  private final long published;
  private final ExpectedRegion expected;
  private final ContextAudit contexts;
  private final Violations violations = new Violations();
  private final AccountSums accounts = new AccountSums();
  private final Map<String, Entry> ledger = new HashMap<>();
  private final Map<String, Held> questions = new HashMap<>();
  private final TreeMap<String, Long> verdicts = new TreeMap<>();
  private final TreeMap<String, Long> rejected = new TreeMap<>();
  private final TreeMap<String, Long> rejectedAnswers = new TreeMap<>();
  private final TreeMap<String, Long> rejectedControl = new TreeMap<>();
  private final TreeMap<String, Long> refused = new TreeMap<>();
  private final Set<String> rejectedPositions = new HashSet<>();
  private long actions;

  /**
   * @param published events that were published to the region
   * @param expected what its job should have made of them
   */
  public RegionAudit(String region, long published, ExpectedRegion expected) {
    this(region, published, expected, ContextAudit.NONE);
  }

  /**
   * @param contexts checks the decisions that depend on numbers about the region
   */
  RegionAudit(String region, long published, ExpectedRegion expected, ContextAudit contexts) {
    this.region = region;
    this.published = published;
    this.expected = expected;
    this.contexts = contexts;
    expected.decisions().forEach((id, decision) -> ledger.put(id, new Entry(decision)));
  }

  /**
   * Takes a record of a feature topic.
   *
   * @param where its position, for messages
   */
  public void vector(String topic, ByteBuffer key, ByteBuffer value, String where) {
    expected.vectors().found(topic, key, value, where);
  }

  /** Takes an account record. */
  public void account(Account account) {
    accounts.add(account);
  }

  /** Takes a rejected record. */
  public void rejected(RejectedRecord record) {
    if (record.getReason().equals(EXPECTATION)) {
      refused.merge(record.getFeatureSet(), 1L, Long::sum);
      rejectedOnce(record, " by " + record.getFeatureSet());
      return;
    }
    Map<String, Long> ofItsKind =
        switch (record.getStage()) {
          case "decide" -> rejectedAnswers;
          case "read" -> rejectedControl;
          default -> rejected;
        };
    ofItsKind.merge(record.getReason(), 1L, Long::sum);
    rejectedOnce(record, "");
  }

  private void rejectedOnce(RejectedRecord record, String by) {
    String position =
        record.getTopic() + "-" + record.getPartition() + "@" + record.getOffset() + by;
    if (!rejectedPositions.add(position)) {
      violations.add("P3", "an input is rejected twice", position);
    }
  }

  /** Takes a decision. */
  public void decision(Decision decision) {
    verdicts.merge(decision.getVerdict(), 1L, Long::sum);
    Cause cause = cause(decision);
    if (!cause.decisionId().equals(decision.getDecisionId())) {
      violations.add("P2", "a decision's id is not that of its cause", decision.getDecisionId());
    }
    if (!decision.getActionId().isEmpty() && !cause.actionId().equals(decision.getActionId())) {
      violations.add("P2", "an action's id is not that of its cause", decision.getDecisionId());
    }
    Entry entry = ledger.computeIfAbsent(decision.getDecisionId(), id -> new Entry(null));
    entry.decisions++;
    entry.actionId = decision.getActionId();
    if (contexts.covers(decision.getEntityType())) {
      entry.repeats = true;
      for (String problem : contexts.problems(decision)) {
        violations.add(
            "P5",
            "a decision does not repeat from what it quotes",
            decision.getDecisionId() + ": " + problem);
      }
    }
    if (entry.expected != null && entry.expected.content() != RepeatablePart.hash(decision)) {
      violations.add(
          "P2",
          "the repeatable part of a decision differs from the recomputed one",
          decision.getDecisionId() + " (" + decision.getCauseId() + ")");
    }
    if (decision.getVerdict().equals("held") && ROOT_CAUSES.contains(decision.getCauseKind())) {
      questions
          .computeIfAbsent(decision.getQuestionId(), id -> new Held())
          .ask(decision.getArgumentsDigest(), decision.getObserved().getDeadline());
    } else if (!ROOT_CAUSES.contains(decision.getCauseKind())) {
      questions.computeIfAbsent(decision.getQuestionId(), id -> new Held()).close(decision, entry);
    }
  }

  /**
   * Takes an answer.
   *
   * @param appendedAt Kafka's timestamp of its record, milliseconds since the epoch
   */
  public void answer(Answer answer, long appendedAt) {
    Held held = questions.get(answer.getQuestionId());
    if (held != null) {
      held.answer(answer, appendedAt);
    }
  }

  /** Takes an action. */
  public void action(Action action) {
    actions++;
    Entry entry = ledger.get(action.getDecisionId());
    if (entry == null || entry.decisions == 0) {
      violations.add("P1", "an action has no decision", action.getActionId());
      ledger.computeIfAbsent(action.getDecisionId(), id -> new Entry(null)).actions++;
      return;
    }
    entry.actions++;
    if (!action.getActionId().equals(entry.actionId)) {
      violations.add(
          "P1", "an action is not the one that its decision names", action.getActionId());
    }
  }

  /** Draws the conclusions. */
  public RegionFinding finish() {
    questions.forEach(this::settle);
    Tallied tallied = new Tallied();
    ledger.forEach(tallied::add);
    expected.vectors().settle(violations);
    expected.facts().settle(violations);
    accountsAgree();
    return new RegionFinding(
        region,
        published,
        accounts,
        tallied.exactlyOnce(),
        questions.values().stream().filter(Held::isOpen).count(),
        violations.sentences());
  }

  private void settle(String questionId, Held held) {
    if (!held.asked()) {
      violations.add("P1", "a decision answers a question that was never asked", questionId);
    } else if (held.isUnanswered()) {
      violations.add("P1", "an answer in time led to no decision", questionId);
    } else if (held.closings() > 1) {
      violations.add("P1", "a question was closed more than once", questionId);
    } else if (held.contradicts()) {
      violations.add("P1", "a decision contradicts the answer", questionId);
    }
  }

  private void accountsAgree() {
    long sum = rejected.values().stream().mapToLong(Long::longValue).sum();
    violations.equal("events read", accounts.read(), "events published", published);
    violations.equal(
        "events read", accounts.read(), "accepted + duplicates + rejected", accounts.settled());
    violations.equal(
        "accepted events", accounts.accepted(), "recomputed ones", expected.accepted());
    violations.equal("duplicates", accounts.duplicates(), "recomputed ones", expected.duplicates());
    violations.equal(
        "feature vectors", accounts.features(), "recomputed ones", expected.features());
    violations.equal(
        "vectors on the feature topics",
        expected.vectors().count(),
        "those by the accounts",
        accounts.features() + accounts.silences());
    violations.equal("silences", accounts.silences(), "those borne out", expected.silences());
    same(
        "violations of expectations",
        accounts.expectationViolations(),
        "recomputed ones",
        expected.violated());
    same("refused events by set", accounts.refused(), "recomputed ones", expected.refused());
    same("refused events by set", refused, "accounts", accounts.refused());
    violations.equal(
        "rejected records in the topic",
        sum,
        "rejected events by the accounts",
        accounts.rejected().values().stream().mapToLong(Long::longValue).sum());
    same("rejected events by reason", accounts.rejected(), "recomputed ones", expected.rejected());
    same("rejected records by reason", rejected, "accounts", accounts.rejected());
    same("rejected answers by reason", rejectedAnswers, "accounts", accounts.rejectedAnswers());
    same("rejected control records", rejectedControl, "accounts", accounts.rejectedControl());
    same("decisions by verdict", verdicts, "accounts", accounts.decisions());
    violations.equal("actions in the topic", actions, "actions accounted for", accounts.actions());
    violations.equal(
        "held decisions",
        verdicts.getOrDefault("held", 0L),
        "those accounted for",
        accounts.held());
  }

  private void same(
      String what, Map<String, Long> found, String other, Map<String, Long> expectedCounts) {
    if (!found.equals(expectedCounts)) {
      violations.add("P3", what + " differ from " + other, found + " and " + expectedCounts);
    }
  }

  private static Cause cause(Decision decision) {
    return new Cause(
        decision.getAgent(),
        decision.getRegion(),
        decision.getEntityType(),
        decision.getEntity(),
        decision.getCauseKind(),
        decision.getCauseId(),
        decision.getMode(),
        decision.getOrdinal());
  }

  /** A decision id: what is expected of it and what was found. */
  static final class Entry {

    private final ExpectedDecision expected;
    private String actionId = "";
    private boolean followsQuestion;
    private boolean repeats;
    private int decisions;
    private int actions;

    Entry(ExpectedDecision expected) {
      this.expected = expected;
    }

    void followsQuestion() {
      followsQuestion = true;
    }

    String actionId() {
      return actionId;
    }
  }

  /** Sums over the ledger. */
  private final class Tallied {

    private long actionsMissing;
    private long actionsDoubled;
    private long decisionsMissing;
    private long decisionsDoubled;
    private long actionsUnexpected;
    private long decisionsUnexpected;

    void add(String id, Entry entry) {
      boolean expects = entry.expected != null || entry.followsQuestion || entry.repeats;
      String action = entry.expected != null ? entry.expected.actionId() : entry.actionId;
      boolean expectsAction = expects && !action.isEmpty();
      decisionsMissing += expects && entry.decisions == 0 ? 1 : 0;
      decisionsDoubled += Math.max(0, entry.decisions - 1);
      decisionsUnexpected += !expects && entry.decisions > 0 ? 1 : 0;
      actionsMissing += expectsAction && entry.actions == 0 ? 1 : 0;
      actionsDoubled += Math.max(0, entry.actions - 1);
      actionsUnexpected += !expectsAction && entry.actions > 0 ? 1 : 0;
      if (!entry.actionId.isEmpty() && entry.actions == 0) {
        violations.add("P1", "a decision's action is missing", id);
      }
    }

    ExactlyOnce exactlyOnce() {
      return new ExactlyOnce(
          actionsMissing,
          actionsDoubled,
          decisionsMissing,
          decisionsDoubled,
          actionsUnexpected,
          decisionsUnexpected);
    }
  }
}
