package dev.reeve.features.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class HabituatingSurpriseStateTest {

  private static final int GOLDEN_ROWS = 700;

  @Test
  void aScorerThatIsWrittenAndReadAfterEveryValueGivesTheSameScores() throws IOException {
    HabituatingSurprise kept = new HabituatingSurprise();
    HabituatingSurprise carried = new HabituatingSurprise();
    for (int i = 0; i < 4_000; i++) {
      carried = read(bytes(carried));
      assertThat(carried.score(time(i), value(i))).isEqualTo(kept.score(time(i), value(i)));
    }
    assertThat(bytes(carried)).isEqualTo(bytes(kept));
  }

  @Test
  void theStateStaysWithinItsBound() throws IOException {
    HabituatingSurprise surprise = new HabituatingSurprise();
    int largest = 0;
    for (int i = 0; i < 50_000; i++) {
      double burst = i % 101 == 0 ? 10 * StrictMath.pow(1.02, i / 101) : 0;
      surprise.score(time(i), HabituatingSurpriseTest.noise(i) + burst);
      if (i % 100 == 0) {
        largest = Math.max(largest, bytes(surprise).length);
      }
    }
    assertThat(largest).isEqualTo(HabituatingSurprise.LARGEST_STATE_BYTES);
  }

  @Test
  void bytesOfVersion1AreRead() throws IOException {
    HabituatingSurprise now = new HabituatingSurprise();
    for (int i = 0; i < GOLDEN_ROWS; i++) {
      now.score(time(i), value(i));
    }
    HabituatingSurprise then = read(golden());
    for (int i = GOLDEN_ROWS; i < 2 * GOLDEN_ROWS; i++) {
      assertThat(then.score(time(i), value(i))).isEqualTo(now.score(time(i), value(i)));
    }
  }

  @Test
  void bytesThatAreNoStateAreRefused() throws IOException {
    byte[] unknown = golden();
    unknown[0] = 9;
    assertThatThrownBy(() -> read(unknown))
        .isInstanceOf(IOException.class)
        .hasMessage("state of version 9; versions up to 1 can be read");
    byte[] cut = Arrays.copyOf(golden(), 500);
    assertThatThrownBy(() -> read(cut)).isInstanceOf(EOFException.class);
  }

  private static byte[] golden() throws IOException {
    try (InputStream in =
        HabituatingSurpriseStateTest.class.getResourceAsStream(
            "/anomaly/habituating-surprise-v1.bin")) {
      return in.readAllBytes();
    }
  }

  private static long time(int i) {
    return i * 300_000L;
  }

  private static double value(int i) {
    return HabituatingSurpriseTest.daily(i) + (i % 250 == 200 ? 20 : 0);
  }

  private static byte[] bytes(HabituatingSurprise surprise) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    surprise.write(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static HabituatingSurprise read(byte[] bytes) throws IOException {
    return HabituatingSurprise.read(new DataInputStream(new ByteArrayInputStream(bytes)));
  }
}
