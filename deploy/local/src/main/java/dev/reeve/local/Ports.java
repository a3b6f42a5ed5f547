package dev.reeve.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ThreadLocalRandom;

/** Free TCP ports of the loopback address. */
public final class Ports {

  private static final int LOWEST = 15_000;
  private static final int HIGHEST = 32_000;
  private static final int ATTEMPTS = 100;

  private Ports() {}

  /**
   * A port that was free a moment ago, chosen at random below the range from which operating
   * systems serve outgoing connections: in that range another program's connection could take it
   * before a slow server binds it.
   */
  public static int free() {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException e) {
        // Taken: the next one.
      }
    }
    throw new IllegalStateException(
        "None of %d ports tried in %d to %d is free".formatted(ATTEMPTS, LOWEST, HIGHEST));
  }

  /** The port itself, or a free one for 0. */
  static int orFree(int port) {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port " + port + " is not in 0 (any) to 65535");
    }
    return port == 0 ? free() : port;
  }

  /** Whether something accepts connections there. */
  static boolean answers(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }
}
