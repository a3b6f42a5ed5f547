package dev.reeve.agents.ledger;

import dev.reeve.agents.Argument;
import dev.reeve.agents.decision.Conclusion;
import dev.reeve.agents.decision.Situation;
import dev.reeve.agents.decision.Verdict;
import dev.reeve.schema.Action;
import dev.reeve.schema.Decision;
import dev.reeve.schema.NamedNumber;
import dev.reeve.schema.NamedText;
import dev.reeve.schema.ObservedPart;
import dev.reeve.schema.Parameter;
import dev.reeve.schema.Question;
import dev.reeve.schema.UsageRecord;
import dev.reeve.schema.identity.Cause;
import dev.reeve.schema.identity.Digest;
import dev.reeve.schema.release.SafeDefault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The records that one conclusion leaves behind, to be written in one transaction.
 *
 * @param decision the decision
 * @param action the action that leaves with it; null when none does
 * @param usage what the action consumed; null when no action leaves
 * @param question what a held decision asks; null when it is not held
 */
public record LedgerEntry(Decision decision, Action action, UsageRecord usage, Question question) {

  /** Most questions of one entity that may be pending; a further one is denied at once. */
  public static final int MAX_PENDING = 1_000;

  private static final String LIVE = "live";

  /**
   * The entry of a conclusion about a situation.
   *
   * @param release SHA-256 of the release, in hex; empty when none is in force
   */
  public static LedgerEntry of(Situation situation, Conclusion conclusion, String release) {
    Decision decision = new Decision();
    String agent = conclusion.agent() == null ? "" : conclusion.agent().name();
    decision.setRegion(situation.region());
    decision.setEntityType(situation.entityType());
    decision.setEntity(situation.entity());
    decision.setAgent(agent);
    decision.setAgentVersion(conclusion.agent() == null ? 0 : conclusion.agent().version());
    decision.setRelease(release);
    decision.setCauseKind(situation.causeKind());
    decision.setCauseId(situation.causeId());
    decision.setMode(LIVE);
    decision.setOrdinal(conclusion.ordinal());
    decision.setEventTime(situation.eventTime());
    decision.setMeasures(numbers(situation.measures()));
    decision.setAttributes(texts(situation.attributes()));
    decision.setLabels(texts(situation.labels()));
    decision.setFeatures(conclusion.features());
    decision.setCoolDowns(conclusion.coolDowns());
    decision.setScore(conclusion.score());
    decision.setAction(conclusion.action());
    decision.setParameters(parameters(conclusion.arguments()));
    decision.setArgumentsDigest(digest(decision));
    decision.setVerdict(conclusion.verdict().text());
    decision.setReason(conclusion.reason());
    decision.setRules(conclusion.rules());
    decision.setActionId("");
    decision.setQuestionId("");
    decision.setObserved(nothingObserved());
    decision.setContext(conclusion.context());
    decision.setViolations(conclusion.violations());
    Cause cause = cause(decision);
    decision.setDecisionId(cause.decisionId());
    if (conclusion.verdict() == Verdict.HELD) {
      decision.setQuestionId(cause.questionId());
      return new LedgerEntry(decision, null, null, question(decision));
    }
    if (conclusion.verdict() == Verdict.ALLOWED) {
      return acting(decision, decision.getAction(), decision.getParameters());
    }
    SafeDefault fallback = conclusion.safeDefault();
    if (conclusion.verdict() == Verdict.SAFE_DEFAULT && !fallback.action().isEmpty()) {
      SortedMap<String, Argument> arguments = new TreeMap<>();
      fallback.parameters().forEach((name, text) -> arguments.put(name, Argument.of(text)));
      return acting(decision, fallback.action(), parameters(arguments));
    }
    return new LedgerEntry(decision, null, null, null);
  }

  /**
   * The entry of a held decision that a person answered, under the release that asked.
   *
   * @param approved whether the person approved
   */
  public static LedgerEntry afterAnswer(Decision held, boolean approved) {
    return approved
        ? after(held, "answer", Verdict.ALLOWED, "approved")
        : after(held, "answer", Verdict.DENIED, "denied by the answer");
  }

  /** The entry of a held decision that nobody answered in time. */
  public static LedgerEntry afterDeadline(Decision held) {
    return after(held, "timer", Verdict.DENIED, "no answer before the deadline");
  }

  /** The entry of a held decision whose entity has as many pending questions as it may. */
  public static LedgerEntry beyondLimit(Decision held) {
    String reason = MAX_PENDING + " questions of the entity are pending, allowed are no more";
    return after(held, "limit", Verdict.DENIED, reason);
  }

  private static LedgerEntry after(Decision held, String kind, Verdict verdict, String reason) {
    Decision decision = Decision.newBuilder(held).build();
    decision.setCauseKind(kind);
    decision.setCauseId(held.getQuestionId());
    decision.setVerdict(verdict.text());
    decision.setReason(reason);
    decision.setActionId("");
    decision.setObserved(nothingObserved());
    decision.setDecisionId(cause(decision).decisionId());
    return verdict == Verdict.ALLOWED
        ? acting(decision, decision.getAction(), decision.getParameters())
        : new LedgerEntry(decision, null, null, null);
  }

  private static LedgerEntry acting(Decision decision, String name, List<Parameter> parameters) {
    Action action = new Action();
    decision.setActionId(cause(decision).actionId());
    action.setActionId(decision.getActionId());
    action.setDecisionId(decision.getDecisionId());
    action.setRegion(decision.getRegion());
    action.setEntityType(decision.getEntityType());
    action.setEntity(decision.getEntity());
    action.setAgent(decision.getAgent());
    action.setAgentVersion(decision.getAgentVersion());
    action.setRelease(decision.getRelease());
    action.setMode(decision.getMode());
    action.setName(name);
    action.setParameters(parameters);
    action.setArgumentsDigest(
        ArgumentsDigest.of(
            decision.getRegion(),
            decision.getEntityType(),
            decision.getEntity(),
            name,
            parameters));
    action.setEventTime(decision.getEventTime());
    return new LedgerEntry(decision, action, usage(decision), null);
  }

  private static UsageRecord usage(Decision decision) {
    String unit = "action";
    return new UsageRecord(
        Digest.of("usage", decision.getDecisionId(), unit).substring(0, 32),
        decision.getRegion(),
        decision.getEntityType(),
        decision.getEntity(),
        decision.getDecisionId(),
        decision.getAgent(),
        decision.getAgentVersion(),
        decision.getRelease(),
        unit,
        1.0,
        decision.getEventTime(),
        List.of());
  }

  private static Question question(Decision held) {
    Question question = new Question();
    question.setQuestionId(held.getQuestionId());
    question.setKind("approval");
    question.setRegion(held.getRegion());
    question.setEntityType(held.getEntityType());
    question.setEntity(held.getEntity());
    question.setDecisionId(held.getDecisionId());
    question.setAgent(held.getAgent());
    question.setAgentVersion(held.getAgentVersion());
    question.setRelease(held.getRelease());
    question.setAction(held.getAction());
    question.setParameters(held.getParameters());
    question.setArgumentsDigest(held.getArgumentsDigest());
    question.setReason(held.getReason());
    question.setScore(held.getScore());
    question.setEventTime(held.getEventTime());
    question.setAfterDeadline("deny");
    return question;
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

  private static String digest(Decision decision) {
    return decision.getAction().isEmpty()
        ? ""
        : ArgumentsDigest.of(
            decision.getRegion(),
            decision.getEntityType(),
            decision.getEntity(),
            decision.getAction(),
            decision.getParameters());
  }

  static ObservedPart nothingObserved() {
    return ObservedPart.newBuilder().build();
  }

  private static List<NamedNumber> numbers(SortedMap<String, Double> numbers) {
    List<NamedNumber> rows = new ArrayList<>(numbers.size());
    numbers.forEach((name, value) -> rows.add(new NamedNumber(name, value)));
    return rows;
  }

  private static List<NamedText> texts(SortedMap<String, String> texts) {
    List<NamedText> rows = new ArrayList<>(texts.size());
    texts.forEach((name, value) -> rows.add(new NamedText(name, value)));
    return rows;
  }

  private static List<Parameter> parameters(SortedMap<String, Argument> arguments) {
    List<Parameter> rows = new ArrayList<>(arguments.size());
    for (Map.Entry<String, Argument> argument : arguments.entrySet()) {
      rows.add(argument.getValue().named(argument.getKey()));
    }
    return rows;
  }
}
