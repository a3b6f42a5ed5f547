package dev.reeve.benchmarks.region;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.reeve.schema.ControlRecord;
import dev.reeve.schema.RegionEvent;
import dev.reeve.schema.SourceRecord;
import dev.reeve.schema.SourcedEvent;
import dev.reeve.schema.control.Activation;
import dev.reeve.schema.identity.Digest;
import dev.reeve.schema.release.FeatureSetDefinition;
import dev.reeve.schema.release.Release;
import dev.reeve.schema.release.ReleaseBody;
import dev.reeve.schema.wire.Outbox;
import dev.reeve.schema.wire.Topics;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/** A region called plant: its control records and events, as its topics would bring them. */
public final class Plant {

  /** Name of the region. */
  public static final String REGION = "plant";

  /** Where its records would go; no registry is asked. */
  public static final Outbox OUTBOX = new Outbox(new Topics("", REGION), schema -> 1);

  private Plant() {}

  /** The two control records that put a release of feature sets in force. */
  public static List<ControlRecord> inForce(FeatureSetDefinition... sets) {
    byte[] body =
        json(
            new Release(
                "benchmark", "", List.of(), List.of(sets), List.of(), List.of(), List.of()));
    String digest = Digest.of(body);
    byte[] activation = json(new Activation(1, List.of(REGION), digest));
    return List.of(
        control("release", digest, 0, body),
        control("activation", Digest.of(activation), 1, activation));
  }

  /** An event with one measure, at an offset of its topic. */
  public static SourcedEvent sourced(RegionEvent event, long offset) {
    return new SourcedEvent(
        event,
        new SourceRecord(REGION + ".events", 0, offset, event.getEventTime(), null, null),
        1);
  }

  /** An event with one measure. */
  public static RegionEvent event(
      String id, String entityType, String entity, long time, String measure, double value) {
    return new RegionEvent(
        id, REGION, entityType, entity, time, Map.of(measure, value), Map.of(), Map.of());
  }

  private static ControlRecord control(String type, String digest, long generation, byte[] body) {
    return new ControlRecord(
        type + "/" + digest,
        type,
        digest,
        generation,
        ByteBuffer.wrap(body),
        List.of(),
        "benchmark",
        0L);
  }

  private static byte[] json(Object body) {
    try {
      return ReleaseBody.JSON.writeValueAsBytes(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
