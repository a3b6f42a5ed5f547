package dev.reeve.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {

  @Test
  void aFreePortCanBeBoundAndThenAnswers() throws IOException {
    int port = Ports.free();
    assertThat(Ports.answers(port)).isFalse();
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assertThat(Ports.answers(socket.getLocalPort())).isTrue();
    }
  }

  @Test
  void aNamedPortIsUsedAsItIs() {
    assertThat(Ports.orFree(8081)).isEqualTo(8081);
    assertThat(Ports.orFree(0)).isPositive();
    assertThatThrownBy(() -> Ports.orFree(70_000)).hasMessageContaining("70000");
  }
}
