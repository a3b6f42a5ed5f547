package dev.reeve.agents.jar;

import dev.reeve.agents.Agent;
import dev.reeve.schema.identity.Digest;
import dev.reeve.schema.release.JavaAgent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;

/**
 * The classes of one jar of agents, as it was when its digest was taken: it is read once, so what
 * runs is what the release names. Classes of Reeve and of the JDK come from the parent.
 */
public final class AgentJar extends ClassLoader implements AutoCloseable {

  /** Largest jar, and largest sum of its entries, in bytes. */
  public static final long MAX_BYTES = 64L << 20;

  private final Map<String, byte[]> entries;

  private AgentJar(Map<String, byte[]> entries) {
    super(Agent.class.getClassLoader());
    this.entries = entries;
  }

  /**
   * Reads a jar of the directory.
   *
   * @param agentsDir directory of the jars of agents; the empty path stands for none
   * @throws RefusedAgentException if it is missing, too large or another build
   */
  public static AgentJar open(Path agentsDir, JavaAgent agent) throws RefusedAgentException {
    if (agentsDir.toString().isEmpty()) {
      throw new RefusedAgentException(
          "jar '" + agent.jar() + "' is needed and no agents directory is given; use --agents-dir");
    }
    Path directory = agentsDir.toAbsolutePath().normalize();
    Path file = directory.resolve(agent.jar()).normalize();
    if (!file.startsWith(directory)) {
      throw new RefusedAgentException(
          "jar '" + agent.jar() + "' leaves the agents directory; allowed is a file name");
    }
    try {
      if (!Files.isRegularFile(file)) {
        throw new RefusedAgentException(
            "jar '" + agent.jar() + "' is not in the agents directory " + directory);
      }
      if (Files.size(file) > MAX_BYTES) {
        throw new RefusedAgentException(
            "jar '%s' has %d bytes, allowed are %d"
                .formatted(agent.jar(), Files.size(file), MAX_BYTES));
      }
      byte[] bytes = Files.readAllBytes(file);
      String digest = Digest.of(bytes);
      if (!digest.equals(agent.sha256())) {
        throw new RefusedAgentException(
            "jar '%s' is another build: its SHA-256 is %s, the release names %s"
                .formatted(agent.jar(), digest, agent.sha256()));
      }
      return new AgentJar(entries(bytes, agent.jar()));
    } catch (IOException e) {
      throw new RefusedAgentException("jar '" + agent.jar() + "' cannot be read: " + e, e);
    }
  }

  private static Map<String, byte[]> entries(byte[] jar, String name)
      throws IOException, RefusedAgentException {
    Map<String, byte[]> entries = new HashMap<>();
    long sum = 0;
    try (JarInputStream in = new JarInputStream(new ByteArrayInputStream(jar), false)) {
      for (JarEntry entry = in.getNextJarEntry(); entry != null; entry = in.getNextJarEntry()) {
        if (!entry.isDirectory()) {
          byte[] bytes = in.readNBytes((int) (MAX_BYTES - sum + 1));
          sum += bytes.length;
          if (sum > MAX_BYTES) {
            throw new RefusedAgentException(
                "jar '%s' unpacks to more than %d bytes".formatted(name, MAX_BYTES));
          }
          entries.put(entry.getName(), bytes);
        }
      }
    }
    return entries;
  }

  /**
   * Makes a new instance of the agent.
   *
   * @throws RefusedAgentException if the class is missing, is no agent or cannot be instantiated
   */
  public Agent instantiate(String className) throws RefusedAgentException {
    try {
      return loadClass(className).asSubclass(Agent.class).getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException | ClassCastException | LinkageError e) {
      throw new RefusedAgentException(
          "class '%s' is no %s with a public constructor without parameters: %s"
              .formatted(className, Agent.class.getName(), e),
          e);
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] bytes = entries.get(name.replace('.', '/') + ".class");
    if (bytes == null) {
      throw new ClassNotFoundException(name);
    }
    return defineClass(name, bytes, 0, bytes.length);
  }

  @Override
  public InputStream getResourceAsStream(String name) {
    byte[] bytes = entries.get(name);
    return bytes == null ? super.getResourceAsStream(name) : new ByteArrayInputStream(bytes);
  }

  /** Forgets the bytes: no further class can be loaded. */
  @Override
  public void close() {
    entries.clear();
  }
}
