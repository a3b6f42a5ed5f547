package dev.reeve.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session cluster is made of processes that can be killed, replaced and left without a trace. */
class SessionClusterIT {

  @Test
  void replacesAKilledTaskManagerAndLeavesNothingBehind(@TempDir Path dir) throws Exception {
    List<Long> pids = new ArrayList<>();
    try (SessionCluster cluster = SessionCluster.start(dir, 2, 1)) {
      pids.add(cluster.jobManager().pid());
      cluster.taskManagers().forEach(process -> pids.add(process.pid()));
      assertThat(pids).hasSize(3).allMatch(SessionClusterIT::lives);

      long victim = pids.get(1);
      cluster.kill(victim);
      assertThat(lives(victim)).isFalse();
      RunningProcess substitute = cluster.startTaskManager();
      pids.add(substitute.pid());
      cluster.awaitTaskManagers();
      assertThat(cluster.taskManagers()).hasSize(2).contains(substitute);

      assertThatThrownBy(() -> cluster.kill(ProcessHandle.current().pid()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("none of this cluster's");

      CommandResult list = cluster.cli("list");
      assertThat(list.output()).contains("No running jobs");
      assertThat(list.exitCode()).isZero();
      assertThat(cluster.cli("run", "missing.jar").exitCode()).isNotZero();
    }
    assertThat(pids).hasSize(4).noneMatch(SessionClusterIT::lives);
  }

  private static boolean lives(long pid) {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
  }
}
