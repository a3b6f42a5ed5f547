package dev.reeve.control.command;

import dev.reeve.control.stream.Addresses;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options that say where Kafka and the registry are. */
final class AddressOptions {

  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT",
      description = "Kafka's bootstrap servers; default: the stack of `reeve up`")
  private String bootstrap;

  @Option(
      names = "--registry",
      paramLabel = "URL",
      description = "Schema Registry, Confluent's API; default: the stack of `reeve up`")
  private String registry;

  @Option(
      names = "--prefix",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "put before the name of every topic")
  private String prefix;

  /** The registry, if the option is given. */
  Optional<String> givenRegistry() {
    return Optional.ofNullable(registry);
  }

  /** What stands before the name of every topic. */
  String prefix() {
    return prefix;
  }

  /**
   * The addresses, taken from the options or else from the local stack.
   *
   * @throws BadInputException if neither says
   */
  Addresses resolve() {
    Optional<LocalState> local = LocalState.read();
    List<String> problems = new ArrayList<>();
    String kafka = bootstrap != null ? bootstrap : local.map(LocalState::bootstrap).orElse("");
    String schemas = registry != null ? registry : local.map(LocalState::registry).orElse("");
    if (kafka.isEmpty()) {
      problems.add("--bootstrap is missing and no local stack runs; `reeve up` starts one");
    }
    if (schemas.isEmpty()) {
      problems.add("--registry is missing and no local stack runs; `reeve up` starts one");
    }
    BadInputException.throwIfAny(problems);
    return new Addresses(kafka, schemas, prefix);
  }
}
