package dev.reeve.control.command;

import dev.reeve.local.LocalStack;
import dev.reeve.local.RunningProcess;
import dev.reeve.local.StackOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.apache.flink.configuration.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code reeve up}. */
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    description = {
      "Starts Kafka, a schema registry and Flink with its web UI on 127.0.0.1, until Ctrl-C.",
      "Other commands find them by themselves. Topics and schemas survive a restart."
    },
    footer = {"", "Example: reeve up --cluster"})
public final class UpCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--cluster",
      description = "each server as a process of its own; else Kafka and Flink share this one")
  private boolean cluster;

  @Option(
      names = "--kafka-port",
      defaultValue = "9092",
      paramLabel = "PORT",
      description = "default ${DEFAULT-VALUE}; 0: a free one")
  private int kafkaPort;

  @Option(
      names = "--registry-port",
      defaultValue = "8085",
      paramLabel = "PORT",
      description = "default ${DEFAULT-VALUE}; 0: a free one")
  private int registryPort;

  @Option(
      names = "--web-port",
      defaultValue = "8081",
      paramLabel = "PORT",
      description = "Flink's web UI and REST API; default ${DEFAULT-VALUE}; 0: a free one")
  private int webPort;

  @Option(
      names = "--task-managers",
      defaultValue = "1",
      paramLabel = "N",
      description = "default ${DEFAULT-VALUE}")
  private int taskManagers;

  @Option(
      names = "--slots",
      defaultValue = "4",
      paramLabel = "N",
      description = "of each TaskManager; a job needs its parallelism; default ${DEFAULT-VALUE}")
  private int slots;

  @Option(
      names = "--flink",
      paramLabel = "KEY=VALUE",
      description = {
        "a setting of Flink's; may be given more than once. Keys that begin with 'reeve.' are",
        "options of every job, such as reeve.region=plant: Flink 2.3's web UI submits no arguments"
      })
  private Map<String, String> flink = new LinkedHashMap<>();

  @Option(
      names = "--dir",
      paramLabel = "FOLDER",
      description = "data, settings and logs; default deploy/local/target/up in the project")
  private Path dir;

  @Override
  public Integer call() throws IOException, InterruptedException {
    check();
    PrintWriter out = spec.commandLine().getOut();
    Path folder = dir == null ? LocalState.home().resolve("deploy/local/target/up") : dir;
    StackOptions options =
        StackOptions.in(folder.toAbsolutePath())
            .withPorts(kafkaPort, registryPort, webPort)
            .withTaskManagers(taskManagers, slots)
            .withFlink(settings());
    spec.commandLine().getErr().println("reeve: starting Kafka, registry and Flink in " + folder);
    LocalStack stack = cluster ? LocalStack.processes(options) : LocalStack.embedded(options);
    LocalState state =
        new LocalState(
            stack.bootstrap(), stack.registryUrl(), stack.webUrl(), ProcessHandle.current().pid());
    state.write();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(stack, state), "end-stack"));
    print(stack, out);
    new CountDownLatch(1).await();
    return 0;
  }

  /** Jobs of this stack need not be told where Kafka and the registry are. */
  private Configuration settings() {
    Configuration settings = new Configuration();
    if (kafkaPort != 0) {
      settings.setString("reeve.bootstrap", "127.0.0.1:" + kafkaPort);
    }
    if (registryPort != 0) {
      settings.setString("reeve.registry", "http://127.0.0.1:" + registryPort + "/apis/ccompat/v7");
    }
    flink.forEach(settings::setString);
    return settings;
  }

  private void check() {
    List<String> problems = new ArrayList<>();
    Map<String, Integer> ports = new LinkedHashMap<>();
    ports.put("--kafka-port", kafkaPort);
    ports.put("--registry-port", registryPort);
    ports.put("--web-port", webPort);
    ports.forEach(
        (option, port) -> {
          if (port < 0 || port > 65_535) {
            problems.add(option + ": " + port + " is not 0 to 65535");
          } else if (port != 0 && !isFree(port)) {
            problems.add(option + ": " + port + " is in use; 0 takes a free one");
          }
        });
    if (taskManagers < 1 || taskManagers > 16) {
      problems.add("--task-managers: " + taskManagers + " is not 1 to 16");
    }
    if (slots < 1 || slots > 64) {
      problems.add("--slots: " + slots + " is not 1 to 64");
    }
    BadInputException.throwIfAny(problems);
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  private static void print(LocalStack stack, PrintWriter out) {
    out.println("Kafka       " + stack.bootstrap());
    out.println("registry    " + stack.registryUrl());
    out.println("Flink       " + stack.webUrl() + "   (web UI and REST API)");
    for (RunningProcess process : stack.running()) {
      out.println("            " + process.name() + " is process " + process.pid());
    }
    out.println();
    out.println("Next, in another terminal:");
    out.println("  ./reeve submit plant");
    out.println("  ./reeve publish deploy/releases/fleet-guard --regions plant");
    out.println("  ./reeve approvals list --regions plant");
    out.println("Ctrl-C ends all of it.");
  }

  private static void end(LocalStack stack, LocalState state) {
    state.remove();
    try {
      stack.close();
    } catch (IOException e) {
      System.err.println("reeve: " + e.getMessage());
    }
  }
}
