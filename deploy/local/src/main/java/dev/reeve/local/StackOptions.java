package dev.reeve.local;

import java.nio.file.Path;
import org.apache.flink.configuration.Configuration;

/**
 * What a local stack looks like.
 *
 * @param dir for all of its data, settings and logs; topics and schemas in it survive a restart
 * @param brokerPort on 127.0.0.1, 0 for a free one
 * @param registryPort on 127.0.0.1, 0 for a free one
 * @param webPort of Flink's web UI and REST API on 127.0.0.1, 0 for a free one
 * @param taskManagers number of TaskManagers
 * @param slots of each TaskManager
 * @param flink settings that win over those of the local stack
 */
public record StackOptions(
    Path dir,
    int brokerPort,
    int registryPort,
    int webPort,
    int taskManagers,
    int slots,
    Configuration flink) {

  /** A stack on free ports with one TaskManager of four slots. */
  public static StackOptions in(Path dir) {
    return new StackOptions(dir, 0, 0, 0, 1, 4, new Configuration());
  }

  /** The same on these ports; 0 stands for a free one. */
  public StackOptions withPorts(int broker, int registry, int web) {
    return new StackOptions(dir, broker, registry, web, taskManagers, slots, flink);
  }

  /** The same with so many TaskManagers of so many slots. */
  public StackOptions withTaskManagers(int count, int slotsEach) {
    return new StackOptions(dir, brokerPort, registryPort, webPort, count, slotsEach, flink);
  }

  /** The same with these settings of Flink. */
  public StackOptions withFlink(Configuration settings) {
    return new StackOptions(dir, brokerPort, registryPort, webPort, taskManagers, slots, settings);
  }
}
