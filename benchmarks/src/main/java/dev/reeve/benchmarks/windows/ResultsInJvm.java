package dev.reeve.benchmarks.windows;

import java.io.Serializable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Names a {@link WindowResults} of this JVM, so that a job's functions find it again after they
 * were serialized.
 *
 * @param id number in this JVM
 */
record ResultsInJvm(long id) implements Serializable {

  private static final AtomicLong LAST = new AtomicLong();
  private static final Map<Long, WindowResults> ALL = new ConcurrentHashMap<>();

  static ResultsInJvm of(WindowResults results) {
    ResultsInJvm name = new ResultsInJvm(LAST.incrementAndGet());
    ALL.put(name.id(), results);
    return name;
  }

  WindowResults get() {
    return ALL.get(id);
  }
}
