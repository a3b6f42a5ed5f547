package dev.reeve.control.demo;

import dev.reeve.control.demo.dashboard.DemoStatus;
import dev.reeve.control.demo.dashboard.ProgressLine;
import dev.reeve.control.demo.dashboard.Screen;
import java.io.IOException;
import java.io.PrintWriter;

/** Where the state of a demo is shown. */
interface Display extends AutoCloseable {

  /** Milliseconds between two states that are worth showing. */
  long pace();

  /** Shows the state. */
  void show(DemoStatus status);

  /** Whether a person has asked for a TaskManager to be ended since the last call. */
  boolean strikeWanted();

  @Override
  void close() throws IOException;

  /** A whole screen, drawn anew twice a second. */
  static Display screen() throws IOException {
    Screen screen = new Screen();
    return new Display() {
      @Override
      public long pace() {
        return 500;
      }

      @Override
      public void show(DemoStatus status) {
        screen.draw(status);
      }

      @Override
      public boolean strikeWanted() {
        return screen.pressed('k');
      }

      @Override
      public void close() throws IOException {
        screen.close();
      }
    };
  }

  /** Lines of progress, every five seconds. */
  static Display lines(PrintWriter out) {
    return new Display() {
      @Override
      public long pace() {
        return 5_000;
      }

      @Override
      public void show(DemoStatus status) {
        ProgressLine.of(status).forEach(out::println);
        out.flush();
      }

      @Override
      public boolean strikeWanted() {
        return false;
      }

      @Override
      public void close() {
        out.flush();
      }
    };
  }
}
