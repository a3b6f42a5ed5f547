package dev.reeve.control.audit;

import dev.reeve.agents.decision.Conclusion;
import dev.reeve.agents.decision.CoolDowns;
import dev.reeve.agents.decision.ReleaseProgram;
import dev.reeve.agents.decision.Situation;
import dev.reeve.agents.ledger.LedgerEntry;
import dev.reeve.features.EntityFeatures;
import dev.reeve.features.EntityStates;
import dev.reeve.features.event.ArrivalRules;
import dev.reeve.features.event.EventCheck;
import dev.reeve.features.event.EventDecoder;
import dev.reeve.features.event.EventRules;
import dev.reeve.features.event.Reason;
import dev.reeve.features.event.Rejection;
import dev.reeve.features.expectation.EventViolations;
import dev.reeve.features.release.FeaturePlans;
import dev.reeve.features.release.PublishedSets;
import dev.reeve.features.silence.Silence;
import dev.reeve.features.state.EntityHead;
import dev.reeve.features.state.MemoryCells;
import dev.reeve.schema.Action;
import dev.reeve.schema.Decision;
import dev.reeve.schema.EntityCoolDowns;
import dev.reeve.schema.Envelope;
import dev.reeve.schema.FeatureBundle;
import dev.reeve.schema.FeatureVector;
import dev.reeve.schema.RegionEvent;
import dev.reeve.schema.SourceRecord;
import dev.reeve.schema.identity.TypedEntity;
import dev.reeve.schema.wire.Outbox;
import dev.reeve.schema.wire.Topics;
import dev.reeve.schema.wire.WriterSchemas;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Recomputes what a region should conclude from its events under one release, in one thread,
 * without Flink and without Kafka's transactions: the same formulas, none of the machinery that
 * could lose or double anything. The release has to be in force before the first event.
 */
public final class RegionOracle {

  // Ids of schemas do not matter here, and nothing but vectors is written.
  private static final Outbox OUTBOX = new Outbox(new Topics("", ""), schema -> 0);

  private final EventDecoder decoder;
  private final EventCheck check;
  private final ArrivalRules arrival;
  private final FeaturePlans plans;
  private final PublishedSets published;
  private final VectorLedger vectors = new VectorLedger();
  private final ReleaseProgram program;
  private final ContextAudit contexts;
  private final Map<String, Entity> entities = new HashMap<>();
  private final TreeMap<String, Long> rejected = new TreeMap<>();
  private final Map<String, ExpectedDecision> decisions = new HashMap<>();
  private long accepted;
  private long duplicates;
  private final TreeMap<String, Long> violated = new TreeMap<>();
  private final TreeMap<String, Long> refused = new TreeMap<>();
  private final SilenceFacts facts;
  private long features;
  private long silences;

  /**
   * @param writers schemas that events were written with
   * @param rules what events must satisfy
   * @param arrival lateness and duplicate horizon of the job
   * @param plans feature sets of the release
   * @param published where the same feature sets are published
   * @param program agents and policies of the release; null stands for no release
   * @param facts silences that the job told of
   */
  public RegionOracle(
      WriterSchemas writers,
      EventRules rules,
      ArrivalRules arrival,
      FeaturePlans plans,
      PublishedSets published,
      ReleaseProgram program,
      SilenceFacts facts) {
    this.decoder = new EventDecoder(writers);
    this.check = new EventCheck(rules);
    this.arrival = arrival;
    this.plans = plans;
    this.published = published;
    this.program = program;
    this.contexts = new ContextAudit(program);
    this.facts = facts;
  }

  /** Takes a record of a source topic; those of one partition in their order. */
  public void event(SourceRecord record) {
    EventDecoder.Decoded decoded = decoder.decode(record);
    Optional<Rejection> refusal =
        decoded.event() == null
            ? Optional.of(decoded.refusal())
            : check.refuse(decoded.event(), record);
    if (refusal.isPresent()) {
      reject(refusal.get().reason());
      return;
    }
    RegionEvent event = decoded.event();
    long time = event.getEventTime();
    Entity entity =
        entities.computeIfAbsent(
            TypedEntity.key(event.getEntityType(), event.getEntity()),
            key -> new Entity(key, time));
    long highWaterMark = entity.head.highWaterMark();
    if (arrival.isDuplicate(entity.ids.get(event.getEventId()), time, highWaterMark)) {
      duplicates++;
    } else if (arrival.isLate(time, highWaterMark)) {
      reject(Reason.LATE);
    } else {
      accept(event, record, entity);
    }
  }

  /** What the region should have concluded from all that was taken. */
  public ExpectedRegion expected() {
    return new ExpectedRegion(
        accepted,
        duplicates,
        rejected,
        features,
        vectors,
        violated,
        refused,
        silences,
        facts,
        decisions);
  }

  /** Checks the decisions that depend on more than events; use it before the release is closed. */
  ContextAudit contexts() {
    return contexts;
  }

  private void accept(RegionEvent event, SourceRecord record, Entity entity) {
    accepted++;
    entity.ids.put(event.getEventId(), event.getEventTime());
    EventViolations violations = new EventViolations();
    List<FeatureVector> computed =
        EntityFeatures.apply(
            plans.of(event.getEntityType()), List.of(), entity.states, event, violations::add);
    features += computed.size();
    violations.all().forEach(v -> violated.merge(v.subject(), 1L, Long::sum));
    violations.refusedSets().forEach(set -> refused.merge(set, 1L, Long::sum));
    FeatureBundle bundle =
        new FeatureBundle(
            event,
            record.getTopic(),
            record.getPartition(),
            record.getOffset(),
            record.getTimestamp(),
            computed,
            "event",
            "",
            violations.refusedSets(),
            0L,
            List.of());
    published.envelopes(bundle, OUTBOX).forEach(vectors::expect);
    decide(bundle, entity);
    bearOut(event, entity);
  }

  /**
   * Looks for silences that were told of as of the entity's time. One that was told of after a
   * further event out of order is borne out after that event: the vector tells.
   */
  private void bearOut(RegionEvent event, Entity entity) {
    String key = TypedEntity.key(event.getEntityType(), event.getEntity());
    Silence.of(plans.of(event.getEntityType()), entity.head).stream()
        .filter(silence -> facts.tells(key, silence.causeId()))
        .sorted(Comparator.comparingLong(Silence::due))
        .forEach(
            silence -> {
              entity.states.write();
              FeatureBundle bundle =
                  silence.bundle(
                      event.getRegion(),
                      event.getEntityType(),
                      event.getEntity(),
                      entity.head,
                      entity.cells);
              Envelope vector = published.envelopes(bundle, OUTBOX).get(0);
              if (facts.bearOut(key, silence.causeId(), vector.getValue())) {
                silence.tell(entity.head);
                silences++;
                vectors.expect(vector);
                decide(bundle, entity);
              }
            });
  }

  private void decide(FeatureBundle bundle, Entity entity) {
    Situation situation = Situation.of(bundle);
    if (program == null) {
      expect(LedgerEntry.of(situation, Conclusion.withoutLaw(), ""));
      return;
    }
    RegionEvent event = bundle.getEvent();
    contexts.take(event, situation, plans.of(event.getEntityType()));
    if (contexts.covers(event.getEntityType())) {
      return;
    }
    CoolDowns coolDowns = CoolDowns.of(entity.coolDowns);
    for (Conclusion conclusion : program.conclude(situation, coolDowns)) {
      expect(LedgerEntry.of(situation, conclusion, program.digest()));
    }
    if (coolDowns.isChanged()) {
      entity.coolDowns = coolDowns.toState();
    }
  }

  private void expect(LedgerEntry entry) {
    Decision decision = entry.decision();
    Action action = entry.action();
    decisions.put(
        decision.getDecisionId(),
        new ExpectedDecision(
            decision.getVerdict(),
            action == null ? "" : action.getActionId(),
            RepeatablePart.hash(decision)));
  }

  private void reject(Reason reason) {
    rejected.merge(reason.name(), 1L, Long::sum);
  }

  /** What is known of one entity. */
  private static final class Entity {

    private final EntityHead head;
    private final MemoryCells cells = new MemoryCells();
    private final EntityStates states;
    private final Map<String, Long> ids = new HashMap<>();
    private EntityCoolDowns coolDowns;

    Entity(String key, long firstEventTime) {
      head = new EntityHead(firstEventTime);
      states = new EntityStates(head, cells, key);
    }
  }
}
