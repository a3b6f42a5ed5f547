package dev.reeve.schema.release;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The JSON body of a release in a control record. Keys are the snake_case names of the record
 * components, the same as in the YAML of a release folder.
 */
public final class ReleaseBody {

  /** Binds definitions: snake_case keys, unknown keys refused. */
  public static final ObjectMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private ReleaseBody() {}

  /**
   * Reads the body of a control record of type release.
   *
   * @throws UncheckedIOException if the bytes are no release
   */
  public static Release read(byte[] body) {
    try {
      Release release = JSON.readValue(body, Release.class);
      if (release == null) {
        throw new IOException("its body is null");
      }
      return release;
    } catch (IOException e) {
      throw new UncheckedIOException("control record holds no release: " + e.getMessage(), e);
    }
  }
}
