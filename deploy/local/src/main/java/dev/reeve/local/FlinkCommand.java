package dev.reeve.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.client.cli.CliFrontend;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint;
import org.apache.flink.runtime.jobmanager.JobManagerProcessSpec;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;
import org.apache.flink.runtime.taskexecutor.TaskManagerRunner;
import org.apache.flink.runtime.util.config.memory.ProcessMemoryUtils;

/**
 * The command lines of Flink's programs, as the scripts of its distribution would write them: the
 * memory options come from Flink's own calculation.
 */
final class FlinkCommand {

  private static final List<String> OPENED_PACKAGES =
      List.of(
          "java.lang",
          "java.net",
          "java.io",
          "java.nio",
          "sun.nio.ch",
          "java.lang.reflect",
          "java.text",
          "java.time",
          "java.util",
          "java.util.concurrent",
          "java.util.concurrent.atomic",
          "java.util.concurrent.locks");

  private final Path conf;
  private final Path logs;
  private final Configuration configuration;

  /**
   * @param conf folder with {@code config.yaml} and {@code log4j.properties}
   * @param logs folder of the log files
   * @param configuration what {@code config.yaml} holds
   */
  FlinkCommand(Path conf, Path logs, Configuration configuration) {
    this.conf = conf.toAbsolutePath();
    this.logs = logs.toAbsolutePath();
    this.configuration = configuration;
  }

  /** Arguments of {@code java} for the JobManager. */
  List<String> jobManager(String name) throws IOException {
    JobManagerProcessSpec memory = JobManagerProcessUtils.processSpecFromConfig(configuration);
    List<String> arguments = new ArrayList<>();
    arguments.addAll(words(JobManagerProcessUtils.generateJvmParametersStr(memory, configuration)));
    arguments.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    arguments.addAll(common(name));
    arguments.add(StandaloneSessionClusterEntrypoint.class.getName());
    arguments.addAll(List.of("--configDir", conf.toString(), "--executionMode", "cluster"));
    arguments.addAll(words(JobManagerProcessUtils.generateDynamicConfigsStr(memory)));
    return arguments;
  }

  /** Arguments of {@code java} for a TaskManager. */
  List<String> taskManager(String name) throws IOException {
    TaskExecutorProcessSpec memory = TaskExecutorProcessUtils.processSpecFromConfig(configuration);
    List<String> arguments = new ArrayList<>();
    arguments.addAll(words(ProcessMemoryUtils.generateJvmParametersStr(memory)));
    arguments.addAll(common(name));
    arguments.add(TaskManagerRunner.class.getName());
    arguments.addAll(List.of("--configDir", conf.toString()));
    arguments.addAll(List.of("-D", TaskManagerOptions.TASK_MANAGER_RESOURCE_ID.key() + "=" + name));
    arguments.addAll(words(TaskExecutorProcessUtils.generateDynamicConfigsStr(memory)));
    return arguments;
  }

  /** Arguments of {@code java} for the command line. */
  List<String> cli(List<String> commandLine) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"));
    arguments.addAll(common("cli"));
    arguments.add(CliFrontend.class.getName());
    arguments.addAll(commandLine);
    return arguments;
  }

  /** Environment of all of them. */
  Map<String, String> environment() {
    return Map.of("FLINK_CONF_DIR", conf.toString());
  }

  private List<String> common(String name) throws IOException {
    List<String> arguments = new ArrayList<>();
    for (String opened : OPENED_PACKAGES) {
      arguments.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED");
    }
    arguments.add("--add-exports=java.rmi/sun.rmi.registry=ALL-UNNAMED");
    arguments.add("--add-exports=java.security.jgss/sun.security.krb5=ALL-UNNAMED");
    arguments.add("-Dlog.file=" + logs.resolve(name + ".log"));
    arguments.add("-Dlog4j2.configurationFile=" + conf.resolve("log4j.properties").toUri());
    arguments.addAll(List.of("-cp", Installation.flinkLib() + "/*"));
    return arguments;
  }

  private static List<String> words(String options) {
    return List.of(options.trim().split("\\s+"));
  }
}
