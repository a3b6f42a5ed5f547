package dev.reeve.control.demo.dashboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/**
 * A terminal whose whole screen is drawn anew each time. The screen that was there comes back when
 * it is closed.
 */
public final class Screen implements AutoCloseable {

  private static final String ALTERNATE = "\u001b[?1049h\u001b[?25l\u001b[2J";
  private static final String ORIGINAL = "\u001b[?25h\u001b[?1049l";
  private static final String HOME = "\u001b[H";
  private static final String TO_LINE_END = "\u001b[K\r\n";
  private static final String TO_SCREEN_END = "\u001b[J";

  private final Terminal terminal;
  private final Attributes former;
  private final Thread restore = new Thread(this::restore, "restore-terminal");

  /**
   * Takes over the terminal of this process.
   *
   * @throws IOException if it has none that can be drawn on
   */
  public Screen() throws IOException {
    this.terminal = TerminalBuilder.builder().system(true).dumb(false).nativeSignals(false).build();
    this.former = terminal.enterRawMode();
    Runtime.getRuntime().addShutdownHook(restore);
    write(ALTERNATE);
  }

  /** Draws the state. */
  public void draw(DemoStatus status) {
    Size size = terminal.getSize();
    int width = size.getColumns() > 0 ? size.getColumns() : 80;
    int height = size.getRows() > 0 ? size.getRows() : 24;
    List<String> lines = new Dashboard(width, height - 1, Ink.ANSI).draw(status);
    write(HOME + String.join(TO_LINE_END, lines) + "\u001b[K" + TO_SCREEN_END);
  }

  /** Whether the key has been pressed since the last call; other keys are forgotten. */
  public boolean pressed(char key) {
    boolean pressed = false;
    try {
      for (int read = terminal.reader().read(1); read >= 0; read = terminal.reader().read(1)) {
        pressed |= read == key;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the terminal cannot be read", e);
    }
    return pressed;
  }

  @Override
  public void close() throws IOException {
    Runtime.getRuntime().removeShutdownHook(restore);
    restore();
    terminal.close();
  }

  private void restore() {
    write(ORIGINAL);
    terminal.setAttributes(former);
  }

  private void write(String text) {
    terminal.writer().write(text);
    terminal.writer().flush();
  }
}
