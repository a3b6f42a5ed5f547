package dev.reeve.control.audit;

import dev.reeve.agents.decision.Conclusion;
import dev.reeve.agents.decision.ReleaseProgram;
import dev.reeve.agents.decision.Situation;
import dev.reeve.agents.ledger.LedgerEntry;
import dev.reeve.agents.ledger.Repetition;
import dev.reeve.features.FeatureSetPlan;
import dev.reeve.schema.ContextValue;
import dev.reeve.schema.Decision;
import dev.reeve.schema.RegionEvent;
import dev.reeve.schema.identity.TypedEntity;
import dev.reeve.schema.release.ContextDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Checks decisions about entities whose agents or policies look up numbers about the region. Such
 * numbers depend on how far each partition was read, so that the decisions cannot be predicted from
 * events. Each is computed again from what it quotes instead; its features must be those of its
 * event, and its quotes must be numbers that the events allow. That none is missing is not checked,
 * nor are the cool-downs that it found.
 */
final class ContextAudit {

  /** Nothing looks anything up. */
  static final ContextAudit NONE = new ContextAudit(null);

  private final ReleaseProgram program;
  private final Set<String> entityTypes = new HashSet<>();
  private final Map<String, ContextDefinition> contexts = new HashMap<>();
  private final Map<String, Long> inputs = new HashMap<>();
  private final Map<String, Taken> groups = new HashMap<>();

  /**
   * @param program agents and policies of the release; null stands for no release
   */
  ContextAudit(ReleaseProgram program) {
    this.program = program;
    if (program != null) {
      entityTypes.addAll(program.entityTypesWithContexts());
      program.contexts().forEach(context -> contexts.put(context.id(), context));
    }
  }

  /** Whether decisions about entities of a type are repeated, not predicted. */
  boolean covers(String entityType) {
    return entityTypes.contains(entityType);
  }

  /** Takes an accepted event, or the situation of a silence, with its features. */
  void take(RegionEvent event, Situation situation, List<FeatureSetPlan> plans) {
    for (ContextDefinition context : contexts.values()) {
      String group =
          context.groupBy().isEmpty() ? "" : event.getAttributes().get(context.groupBy());
      if (context.entityType().equals(event.getEntityType()) && group != null) {
        groups
            .computeIfAbsent(context.id() + "/" + group, key -> new Taken())
            .take(event.getEventTime());
      }
    }
    if (covers(event.getEntityType())) {
      for (FeatureSetPlan plan : plans) {
        Conclusion conclusion = Conclusion.about(situation, plan.definition(), plan.fingerprint());
        Decision decision = LedgerEntry.of(situation, conclusion, "").decision();
        inputs.put(
            cause(decision) + "/" + plan.definition().id(), RepeatablePart.hash(input(decision)));
      }
    }
  }

  /** What is wrong with a decision of a type that is covered. */
  List<String> problems(Decision decision) {
    List<String> problems = new ArrayList<>(Repetition.of(decision, program).differences());
    if (decision.getCauseKind().equals("event")) {
      String set =
          decision.getFeatures().isEmpty()
              ? ""
              : decision.getFeatures().get(0).getFeatureSet()
                  + "@"
                  + decision.getFeatures().get(0).getVersion();
      Long expected = inputs.get(cause(decision) + "/" + set);
      if (expected == null) {
        problems.add("no accepted event of that id gives features of " + set);
      } else if (expected != RepeatablePart.hash(input(decision))) {
        problems.add("its event or features differ from the recomputed ones");
      }
    }
    for (ContextValue quote : decision.getContext()) {
      problem(quote, decision, problems);
    }
    return problems;
  }

  private void problem(ContextValue quote, Decision decision, List<String> problems) {
    String id = quote.getContext() + "@" + quote.getVersion();
    ContextDefinition context = contexts.get(id);
    if (context == null) {
      problems.add("quotes " + id + ", which the release does not have");
      return;
    }
    if (quote.getValue() == null) {
      return;
    }
    Taken taken = groups.get(id + "/" + quote.getGroup());
    boolean ownGroup =
        context.groupBy().isEmpty()
            ? quote.getGroup().isEmpty()
            : decision.getAttributes().stream()
                .anyMatch(
                    attribute ->
                        attribute.getName().equals(context.groupBy())
                            && attribute.getValue().equals(quote.getGroup()));
    if (!ownGroup) {
      problems.add("quotes " + id + " of group '" + quote.getGroup() + "', which is not its own");
    } else if (taken == null
        || quote.getCount() > taken.count
        || quote.getAsOf() > taken.last
        || quote.getAsOf() < taken.first) {
      problems.add("quotes a number of " + id + " that no events give: " + quote);
    }
  }

  private static String cause(Decision decision) {
    return TypedEntity.key(decision.getEntityType(), decision.getEntity())
        + "/"
        + decision.getCauseId();
  }

  /** The decision with nothing in it but what went in. */
  private static Decision input(Decision decision) {
    return Decision.newBuilder()
        .setEntityType(decision.getEntityType())
        .setEntity(decision.getEntity())
        .setEventTime(decision.getEventTime())
        .setMeasures(decision.getMeasures())
        .setAttributes(decision.getAttributes())
        .setLabels(decision.getLabels())
        .setFeatures(decision.getFeatures())
        .setViolations(decision.getViolations())
        .build();
  }

  /** The accepted events of one group. */
  private static final class Taken {

    private long count;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    void take(long time) {
      count++;
      first = Math.min(first, time);
      last = Math.max(last, time);
    }
  }
}
