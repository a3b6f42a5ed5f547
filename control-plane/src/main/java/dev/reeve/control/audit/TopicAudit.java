package dev.reeve.control.audit;

import dev.reeve.agents.decision.RefusedReleaseException;
import dev.reeve.agents.decision.ReleaseProgram;
import dev.reeve.agents.release.ReadRelease;
import dev.reeve.control.stream.Addresses;
import dev.reeve.control.stream.Contracts;
import dev.reeve.control.stream.TopicTail;
import dev.reeve.features.event.ArrivalRules;
import dev.reeve.features.event.EventRules;
import dev.reeve.features.release.FeaturePlans;
import dev.reeve.features.release.PublishedSets;
import dev.reeve.features.silence.Silence;
import dev.reeve.jobs.options.RegionOptions;
import dev.reeve.schema.Account;
import dev.reeve.schema.Action;
import dev.reeve.schema.Answer;
import dev.reeve.schema.Decision;
import dev.reeve.schema.RejectedRecord;
import dev.reeve.schema.SourceRecord;
import dev.reeve.schema.feature.FeatureTopic;
import dev.reeve.schema.feature.UnpublishedSetException;
import dev.reeve.schema.release.FeatureSetDefinition;
import dev.reeve.schema.wire.Decoded;
import dev.reeve.schema.wire.GenericWireDecoder;
import dev.reeve.schema.wire.Topics;
import dev.reeve.schema.wire.WireDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads the topics of a region back with {@code read_committed} and audits them. The job has to
 * have stopped, one release to have been in force from before the first event, and the feature
 * topics not to have been compacted yet, which leaves an hour.
 */
public final class TopicAudit {

  private final String bootstrap;
  private final Contracts contracts;
  private final ReadRelease release;

  public TopicAudit(Addresses addresses, Contracts contracts, ReadRelease release) {
    this.bootstrap = addresses.bootstrap();
    this.contracts = contracts;
    this.release = release;
  }

  /**
   * Audits a region.
   *
   * @param options options that its job ran with
   * @param published events that were published to it
   * @param decisions is shown every decision that was read
   */
  public RegionFinding audit(RegionOptions options, long published, Consumer<Decision> decisions) {
    try (ReleaseProgram program = program(options)) {
      RegionOracle oracle = oracle(options, program);
      Topics topics = options.topics();
      RegionAudit audit =
          new RegionAudit(options.region(), published, oracle.expected(), oracle.contexts());
      vectors(topics, audit);
      read(topics.accounts(), Account.class, audit::account);
      read(topics.rejected(), RejectedRecord.class, audit::rejected);
      read(
          topics.decisions(),
          Decision.class,
          decision -> {
            audit.decision(decision);
            decisions.accept(decision);
          });
      TopicTail.drain(bootstrap, topics.answers(), answers(audit));
      read(topics.actions(), Action.class, audit::action);
      return audit.finish();
    }
  }

  private ReleaseProgram program(RegionOptions options) {
    try {
      return ReleaseProgram.compile(
          release.digest(), release.release(), Path.of(options.agentsDir()));
    } catch (RefusedReleaseException e) {
      throw new IllegalStateException("the release does not compile here", e);
    }
  }

  private PublishedSets published(Topics topics) {
    try {
      return PublishedSets.of(
          release.release().featureSets(),
          records -> new FeatureTopic(topic(topics, records.set()), 0));
    } catch (UnpublishedSetException e) {
      throw new IllegalStateException(e);
    }
  }

  private SilenceFacts silences(Topics topics) {
    SilenceFacts facts = new SilenceFacts();
    GenericWireDecoder decoder = new GenericWireDecoder(contracts.writers());
    for (FeatureSetDefinition set : release.release().featureSets()) {
      if (set.silence() != null) {
        TopicTail.drain(
            bootstrap,
            topic(topics, set),
            message -> {
              Decoded<IndexedRecord> decoded = decoder.decode(bytes(message.value()));
              if (decoded.record() instanceof GenericRecord vector) {
                String cause = String.valueOf(vector.get("event_id"));
                if (cause.startsWith(Silence.CAUSE + "/" + set.id() + "/")) {
                  String key = new String(message.key(), StandardCharsets.UTF_8);
                  facts.add(key, cause, bytes(message.value()));
                }
              }
            });
      }
    }
    return facts;
  }

  private void vectors(Topics topics, RegionAudit audit) {
    for (FeatureSetDefinition set : release.release().featureSets()) {
      TopicTail.drain(
          bootstrap,
          topic(topics, set),
          m ->
              audit.vector(
                  m.topic(),
                  bytes(m.key()),
                  bytes(m.value()),
                  m.topic() + "-" + m.partition() + "@" + m.offset()));
    }
  }

  private static String topic(Topics topics, FeatureSetDefinition set) {
    return topics.features(set.name(), set.version());
  }

  private RegionOracle oracle(RegionOptions options, ReleaseProgram program) {
    RegionOracle oracle =
        new RegionOracle(
            contracts.writers(),
            new EventRules(options.region(), options.sources(), options.maxAhead().toMillis()),
            new ArrivalRules(options.lateness().toMillis(), options.duplicateHorizon().toMillis()),
            FeaturePlans.of(release.release()),
            published(options.topics()),
            program,
            silences(options.topics()));
    for (String source : options.sources().keySet()) {
      TopicTail.drain(bootstrap, source, message -> oracle.event(source(message)));
    }
    return oracle;
  }

  /** Anyone may write answers: what cannot be decoded is the job's to reject. */
  private Consumer<ConsumerRecord<byte[], byte[]>> answers(RegionAudit audit) {
    WireDecoder<Answer> decoder = contracts.decoder(Answer.class);
    return message -> {
      Decoded<Answer> decoded = decoder.decode(bytes(message.value()));
      if (decoded.isDecoded()) {
        audit.answer(decoded.record(), message.timestamp());
      }
    };
  }

  private <T extends SpecificRecord> void read(String topic, Class<T> type, Consumer<T> to) {
    WireDecoder<T> decoder = contracts.decoder(type);
    TopicTail.drain(
        bootstrap,
        topic,
        message -> {
          Decoded<T> decoded = decoder.decode(bytes(message.value()));
          if (!decoded.isDecoded()) {
            throw new IllegalStateException(
                "%s-%d@%d is no %s: %s"
                    .formatted(
                        topic,
                        message.partition(),
                        message.offset(),
                        type.getSimpleName(),
                        decoded.problem()));
          }
          to.accept(decoded.record());
        });
  }

  private static SourceRecord source(ConsumerRecord<byte[], byte[]> message) {
    return new SourceRecord(
        message.topic(),
        message.partition(),
        message.offset(),
        message.timestamp(),
        bytes(message.key()),
        bytes(message.value()));
  }

  private static ByteBuffer bytes(byte[] bytes) {
    return bytes == null ? null : ByteBuffer.wrap(bytes);
  }
}
