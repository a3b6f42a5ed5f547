package dev.reeve.schema.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpanTest {

  @ParameterizedTest
  @CsvSource({"0s,0", "500ms,500", "10s,10000", "5m,300000", "2h,7200000", "30d,2592000000"})
  void readsWhatReleasesWrite(String text, long millis) {
    assertThat(Span.millis(text)).isEqualTo(millis);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "5", "m", "-5m", "5 m", "1.5h", "5M", "9999999999999s"})
  void refusesTheRestAndSaysWhatIsAllowed(String text) {
    assertThatThrownBy(() -> Span.millis(text)).hasMessageContaining("whole number and ms, s, m");
  }

  @Test
  void neverOverflowsSilently() {
    assertThatThrownBy(() -> Span.millis("999999999999d")).isInstanceOf(ArithmeticException.class);
  }
}
