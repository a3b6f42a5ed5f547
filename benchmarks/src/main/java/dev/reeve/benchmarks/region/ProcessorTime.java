package dev.reeve.benchmarks.region;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** Processor time of this JVM. */
public final class ProcessorTime {

  private static final OperatingSystemMXBean MACHINE =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private ProcessorTime() {}

  /** Nanoseconds of user and system time since the JVM started, all threads. */
  public static long nanos() {
    return MACHINE.getProcessCpuTime();
  }
}
