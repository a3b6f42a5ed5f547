package dev.reeve.jobs.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The part of Flink's REST API that the web UI uses to upload jars and to run jobs. */
public final class FlinkRest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BOUNDARY = "jar-jar-jar";

  private final HttpClient http = HttpClient.newHttpClient();
  private final String url;

  public FlinkRest(String url) {
    this.url = url;
  }

  /**
   * Uploads a jar as the web UI does.
   *
   * @return the jar's id
   */
  public String upload(Path jar) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(
        ("--%s\r\nContent-Disposition: form-data; name=\"jarfile\"; filename=\"%s\"\r\n"
                + "Content-Type: application/x-java-archive\r\n\r\n")
            .formatted(BOUNDARY, jar.getFileName())
            .getBytes(StandardCharsets.UTF_8));
    body.writeBytes(Files.readAllBytes(jar));
    body.writeBytes("\r\n--%s--\r\n".formatted(BOUNDARY).getBytes(StandardCharsets.UTF_8));
    String file =
        send(request("/jars/upload")
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(BodyPublishers.ofByteArray(body.toByteArray())))
            .path("filename")
            .asText();
    return file.substring(file.lastIndexOf('/') + 1);
  }

  /**
   * Runs an uploaded jar.
   *
   * @param savepoint to restore from; empty for none
   */
  public ClusterJob run(String jarId, List<String> arguments, String savepoint) {
    ObjectNode body = JSON.createObjectNode();
    arguments.forEach(body.putArray("programArgsList")::add);
    if (!savepoint.isEmpty()) {
      body.put("savepointPath", savepoint);
    }
    return job(post("/jars/" + jarId + "/run", body.toString()).path("jobid").asText());
  }

  public ClusterJob job(String id) {
    return new ClusterJob(this, id);
  }

  JsonNode get(String path) {
    return send(request(path).GET());
  }

  JsonNode post(String path, String body) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  void patch(String path) {
    BodyPublisher nothing = BodyPublishers.noBody();
    send(request(path).method("PATCH", nothing));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path));
  }

  private JsonNode send(HttpRequest.Builder request) {
    try {
      var answer = http.send(request.build(), BodyHandlers.ofString());
      if (answer.statusCode() >= 300) {
        throw new AssertionError(
            answer.request().uri() + " answered " + answer.statusCode() + ": " + answer.body());
      }
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
