package dev.reeve.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stack comes up as a whole, and goes as a whole. */
class LocalStackIT {

  @Test
  void embeddedItServesAndEnds(@TempDir Path dir) throws Exception {
    List<RunningProcess> running;
    try (LocalStack stack = LocalStack.embedded(StackOptions.in(dir))) {
      running = stack.running();
      assertThat(running).extracting(RunningProcess::name).containsExactly("registry");
      assertServes(stack);
      assertThat(stack.flink().webUrl()).isEqualTo(stack.webUrl());
      assertThatThrownBy(stack::cluster).isInstanceOf(IllegalStateException.class);
    }
    assertThat(running).noneMatch(LocalStackIT::lives);
  }

  @Test
  void asProcessesItServesAndLeavesNoneBehind(@TempDir Path dir) throws Exception {
    List<RunningProcess> running;
    try (LocalStack stack = LocalStack.processes(StackOptions.in(dir).withTaskManagers(2, 1))) {
      running = stack.running();
      assertThat(running)
          .extracting(RunningProcess::name)
          .containsExactly("broker", "registry", "jobmanager", "taskmanager-1", "taskmanager-2");
      assertServes(stack);
    }
    assertThat(running).hasSize(5).noneMatch(LocalStackIT::lives);
  }

  @Test
  void endsWhatHasStartedWhenOneServerCannot(@TempDir Path dir) throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      StackOptions options = StackOptions.in(dir).withPorts(0, 0, taken.getLocalPort());
      assertThatThrownBy(() -> LocalStack.embedded(options)).isInstanceOf(IOException.class);
    }
    assertThat(ProcessHandle.current().children()).isEmpty();
  }

  private static void assertServes(LocalStack stack) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrap()))) {
      assertThat(admin.describeCluster().nodes().get(20, TimeUnit.SECONDS)).hasSize(1);
    }
    try (CachedSchemaRegistryClient client =
        new CachedSchemaRegistryClient(stack.registryUrl(), 1)) {
      assertThat(client.getCompatibility(null)).isEqualTo("FULL_TRANSITIVE");
    }
    assertThat(stack.webUrl()).startsWith("http://127.0.0.1:");
  }

  private static boolean lives(RunningProcess process) {
    return ProcessHandle.of(process.pid()).filter(ProcessHandle::isAlive).isPresent();
  }
}
