package dev.reeve.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A JVM that ends without closing its servers takes them along. */
class OrphanIT {

  /** Starts a server that would run for ever, prints its pid, and ends. */
  static final class Parent {
    public static void main(String[] arguments) throws Exception {
      ServerProcess child =
          ServerProcess.start(
              "child",
              Path.of(arguments[0]).resolve("child.out"),
              Map.of(),
              List.of("-cp", System.getProperty("java.class.path"), Child.class.getName()));
      System.out.println(child.pid());
    }
  }

  static final class Child {
    public static void main(String[] arguments) throws InterruptedException {
      Thread.currentThread().join();
    }
  }

  @Test
  void endsWithItsParent(@TempDir Path dir) throws Exception {
    Process parent =
        new ProcessBuilder(
                ServerProcess.command(
                    List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        Parent.class.getName(),
                        dir.toString())))
            .redirectError(dir.resolve("parent.err").toFile())
            .start();
    String pid = new String(parent.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
    assertThat(parent.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(pid).containsOnlyDigits();
    ProcessHandle.of(Long.parseLong(pid))
        .ifPresent(child -> assertThat(child.onExit()).succeedsWithin(Duration.ofSeconds(10)));
  }
}
