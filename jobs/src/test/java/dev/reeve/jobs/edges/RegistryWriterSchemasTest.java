package dev.reeve.jobs.edges;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Does a registry's answer settle what a schema id is, and only its absence make us wait? */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RegistryWriterSchemasTest {

  private static final String RECORD =
      "{\\\"type\\\":\\\"record\\\",\\\"name\\\":\\\"A\\\",\\\"fields\\\":[]}";

  /** Answers of a registry by path, with how often each was asked for. */
  private final Map<String, Integer> asked = new HashMap<>();

  private HttpServer server;
  private RegistryWriterSchemas schemas;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    schemas =
        new RegistryWriterSchemas(
            new Registry("http://127.0.0.1:" + server.getAddress().getPort()));
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void avroIsReadWithWhatItRefersTo() {
    assertThat(schemas.byId(1)).map(Schema::getFullName).contains("A");
    assertThat(schemas.byId(2)).map(s -> s.getField("a").schema().getFullName()).contains("A");
  }

  @Test
  void otherTypesAndBrokenSchemasAreUnknownAndAreNotAskedForAgain() {
    for (int round = 0; round < 2; round++) {
      assertThat(schemas.byId(3)).isEmpty();
      assertThat(schemas.byId(4)).isEmpty();
    }
    assertThat(asked).containsEntry("/schemas/ids/3", 1).containsEntry("/schemas/ids/4", 1);
  }

  @Test
  void anUnknownIdMayBeRegisteredLater() {
    assertThat(schemas.byId(404)).isEmpty();
    assertThat(schemas.byId(404)).isEmpty();
    assertThat(asked).containsEntry("/schemas/ids/404", 2);
  }

  @Test
  void absenceIsWaitedForAndRefusalIsNot() {
    assertThat(schemas.byId(503)).isPresent();
    assertThat(asked).containsEntry("/schemas/ids/503", 3);
    assertThatThrownBy(() -> schemas.byId(401))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("401");
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    int times = asked.merge(path, 1, Integer::sum);
    switch (path) {
      case "/schemas/ids/1" -> send(exchange, 200, "{\"schema\":\"" + RECORD + "\"}");
      case "/schemas/ids/2" ->
          send(
              exchange,
              200,
              """
              {"schema":"{\\"type\\":\\"record\\",\\"name\\":\\"B\\",\\"fields\\":[
                {\\"name\\":\\"a\\",\\"type\\":\\"A\\"}]}",
               "references":[{"name":"A","subject":"a","version":1}]}"""
                  .replace("\n", " "));
      case "/subjects/a/versions/1" ->
          send(
              exchange,
              200,
              "{\"subject\":\"a\",\"version\":1,\"id\":1,\"schema\":\"" + RECORD + "\"}");
      case "/schemas/ids/3" ->
          send(exchange, 200, "{\"schemaType\":\"JSON\",\"schema\":\"{\\\"type\\\":\\\"x\\\"}\"}");
      case "/schemas/ids/4" -> send(exchange, 200, "{\"schema\":\"no schema\"}");
      case "/schemas/ids/503" -> {
        if (times < 3) {
          send(exchange, 503, "{\"error_code\":50301,\"message\":\"away\"}");
        } else {
          send(exchange, 200, "{\"schema\":\"" + RECORD + "\"}");
        }
      }
      case "/schemas/ids/401" -> send(exchange, 401, "{\"error_code\":401,\"message\":\"who?\"}");
      default -> send(exchange, 404, "{\"error_code\":40403,\"message\":\"none\"}");
    }
  }

  private static void send(HttpExchange exchange, int status, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
