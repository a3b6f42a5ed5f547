package dev.reeve.jobs.edges;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.reeve.schema.feature.FeatureRecords;
import dev.reeve.schema.feature.UnpublishedSetException;
import dev.reeve.schema.release.FeatureSetDefinition;
import dev.reeve.schema.release.FeatureType;
import dev.reeve.schema.wire.Topics;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Is a release refused, rather than the job ended, when a server will not tell of its sets? */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KafkaFeatureTopicsTest {

  private static final FeatureSetDefinition SET =
      new FeatureSetDefinition(
          "host_load",
          1,
          "host",
          "load",
          "operations",
          Map.of(),
          Map.of(),
          "1h",
          null,
          null,
          null,
          List.of(),
          List.of());

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 422})
  void aRegistryThatRefusesLeavesTheSetUnpublishedAndIsQuoted(int status) throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body =
              "{\"error_code\":%d,\"message\":\"not for you\"}"
                  .formatted(status)
                  .getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    try {
      KafkaFeatureTopics topics =
          new KafkaFeatureTopics(
              new Registry("http://127.0.0.1:" + server.getAddress().getPort()),
              "127.0.0.1:1",
              new Topics("", "plant"));
      assertThatThrownBy(() -> topics.of(FeatureRecords.of(SET, aggregate -> FeatureType.DOUBLE)))
          .isInstanceOf(UnpublishedSetException.class)
          .hasMessageContaining("host_load@1")
          .hasMessageContaining("not for you");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void aBrokerThatRefusesTheTopicIsQuotedAndOtherTroubleIsNotTheReleases() {
    assertThat(KafkaFeatureTopics.refusal("t", new InvalidTopicException("longer than 249")))
        .hasValueSatisfying(e -> assertThat(e).hasMessageContaining("longer than 249"));
    assertThat(KafkaFeatureTopics.refusal("t", new TopicAuthorizationException("not yours")))
        .hasValueSatisfying(e -> assertThat(e).hasMessageContaining("not yours"));
    assertThat(KafkaFeatureTopics.refusal("t", new UnsupportedVersionException("old"))).isEmpty();
  }
}
