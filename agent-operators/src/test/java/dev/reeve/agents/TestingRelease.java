package dev.reeve.agents;

import dev.reeve.agents.decision.ReleaseProgram;
import dev.reeve.agents.release.ReadRelease;
import dev.reeve.agents.release.ReleaseFolder;
import dev.reeve.schema.ControlRecord;
import dev.reeve.schema.FeatureBundle;
import dev.reeve.schema.FeatureVector;
import dev.reeve.schema.RegionEvent;
import dev.reeve.schema.identity.Digest;
import dev.reeve.schema.release.DefinitionShape;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** The sound release of the test resources, and inputs for it. */
public final class TestingRelease {

  private static final long HOST =
      DefinitionShape.fingerprint(read().release().featureSets().get(0));

  private TestingRelease() {}

  public static ReadRelease read() {
    try {
      Path folder = Path.of(TestingRelease.class.getResource("/sound").toURI());
      return ReleaseFolder.read(folder, List.of());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  public static ReleaseProgram program() throws Exception {
    return ReleaseProgram.compile(read().digest(), read().release(), Path.of("no-agents"));
  }

  public static ControlRecord release(byte[] body) {
    return control("release", 0, body);
  }

  public static ControlRecord activation(long generation, String release) {
    String body =
        "{\"generation\":%d,\"regions\":[\"*\"],\"release\":\"%s\"}".formatted(generation, release);
    return control("activation", generation, body.getBytes(StandardCharsets.UTF_8));
  }

  public static ControlRecord control(String type, long generation, byte[] body) {
    String digest = Digest.of(body);
    return ControlRecord.newBuilder()
        .setRecordId(type + "/" + digest)
        .setType(type)
        .setDigest(digest)
        .setGeneration(generation)
        .setBody(ByteBuffer.wrap(body))
        .build();
  }

  /** An event with its vector of the set host@1. */
  public static FeatureBundle bundle(
      String id, String entity, long time, double cpu, double queue, String tier) {
    RegionEvent event =
        new RegionEvent(
            id,
            "plant",
            "host",
            entity,
            time,
            Map.of("cpu", cpu, "queue", queue),
            Map.of("tier", tier),
            Map.of("residency", "eu"));
    FeatureVector vector =
        new FeatureVector(
            "host",
            1,
            time,
            List.of(cpu, queue),
            "FF",
            List.of(0L, 0L),
            List.of(),
            List.of(),
            HOST);
    return new FeatureBundle(
        event,
        "plant.events",
        0,
        7L,
        1_000L,
        List.of(vector),
        "event",
        "",
        List.of(),
        0L,
        List.of());
  }

  /** The input with other readings of some features. */
  public static AgentInput with(AgentInput input, Map<String, FeatureReading> readings) {
    SortedMap<String, FeatureReading> features = new TreeMap<>(input.features());
    features.putAll(readings);
    return new AgentInput(
        input.region(),
        input.entityType(),
        input.entity(),
        input.eventTime(),
        input.measures(),
        input.attributes(),
        features,
        input.violations(),
        input.context());
  }

  public static AgentInput input(double cpu, double queue, String tier) {
    SortedMap<String, FeatureReading> features = new TreeMap<>();
    features.put("cpu_mean", FeatureReading.of(cpu, FeatureStatus.FRESH, 0));
    features.put("queue_max", FeatureReading.of(queue, FeatureStatus.FRESH, 0));
    return new AgentInput(
        "plant",
        "host",
        "h1",
        1_000,
        new TreeMap<>(Map.of("cpu", cpu, "queue", queue)),
        new TreeMap<>(Map.of("tier", tier)),
        features,
        new TreeSet<>(),
        RegionContext.NONE);
  }
}
