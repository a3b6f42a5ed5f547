package dev.reeve.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Does the job jar hold what a cluster lacks, and nothing that it brings? */
class JobJarIT {

  private static final List<String> FOREIGN =
      List.of(
          "org/apache/flink/runtime/",
          "org/apache/flink/api/common/",
          "org/apache/flink/streaming/api/environment/",
          "org/slf4j/",
          "org/apache/log4j/",
          "org/apache/logging/",
          "scala/",
          "com/google/protobuf/",
          "com/google/common/",
          "org/antlr/",
          "com/google/re2j/");

  @Test
  void holdsTheJobAndItsConnectorsWithoutFlinkLoggingAndSignatures() throws IOException {
    try (JarFile jar = new JarFile(jar().toFile())) {
      Set<String> names =
          jar.stream().map(entry -> entry.getName()).collect(Collectors.toUnmodifiableSet());

      assertThat(names)
          .contains(
              "dev/reeve/jobs/RegionAgentJob.class",
              "dev/reeve/features/flink/ComputeFeatures.class",
              "dev/reeve/agents/flink/DecideActions.class",
              "org/apache/flink/connector/kafka/sink/KafkaSink.class",
              "org/apache/flink/formats/avro/typeutils/AvroTypeInfo.class",
              "io/confluent/kafka/schemaregistry/client/CachedSchemaRegistryClient.class",
              "META-INF/LICENSE",
              "META-INF/NOTICE");
      assertThat(names).noneMatch(name -> FOREIGN.stream().anyMatch(name::startsWith));
      assertThat(names).noneMatch(name -> name.matches("META-INF/.*\\.(SF|DSA|RSA|EC)"));
      assertThat(jar.getManifest().getMainAttributes().getValue("Main-Class"))
          .isEqualTo(RegionAgentJob.class.getName());
    }
  }

  static Path jar() {
    return Path.of(System.getProperty("reeve.root"), "jobs/target/reeve-region-agent-job.jar");
  }
}
