package dev.reeve.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Free TCP ports of the loopback address. */
public final class Ports {

  private Ports() {}

  /**
   * A port that was free a moment ago. The operating system hands such ports out in turn, so two
   * servers that ask one after the other get different ones.
   */
  public static int free() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("No free port on the loopback address", e);
    }
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
