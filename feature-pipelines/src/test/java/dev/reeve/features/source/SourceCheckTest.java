package dev.reeve.features.source;

import static dev.reeve.features.source.TestingSources.definition;
import static dev.reeve.features.source.TestingSources.release;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.schema.release.Problem;
import dev.reeve.schema.release.SourceDefinition;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/** What is wrong with a mapping is told before any record is read, all of it at once. */
class SourceCheckTest {

  private static final SourceDefinition AVRO =
      definition(
          """
          {"name": "m", "topic": "metrics", "event_time": "at", "time_format": "millis",
           "measures": {"cpu": "cpuu", "memory": "=mem.used / 2", "share": "=mem.usd"},
           "attributes": {"tags": "tags"},
           "entities": [{"type": "host", "field": "mem", "topic": "host-events"}]}""");

  @Test
  void aSoundMappingHasNoProblems() {
    assertThat(SourceCheck.check(release(AVRO))).as("fields of Avro need the registry").isEmpty();
  }

  @Test
  void allProblemsAreToldAtTheirPlaces() {
    List<Problem> problems =
        SourceCheck.check(
            release(
                definition(
                    """
                    {"name": "My Mapping", "topic": "a b", "format": "xml", "time_format": "days",
                     "measures": {"Cpu": "a..b", "mem": "=1 +"}, "labels": {"r": ""},
                     "entities": [{"type": "Host", "field": "h", "topic": "decisions"}]}"""),
                definition(
                    """
                    {"name": "j", "topic": "t", "format": "json", "fields": {"n": "number"},
                     "measures": {"x": "=m + 1.0"},
                     "entities": [{"type": "host", "field": "h", "topic": "host-events"},
                                  {"type": "service", "field": "s", "topic": "host-events"},
                                  {"type": "host", "field": "g", "topic": "others"}]}"""),
                definition("{\"name\": \"j\", \"topic\": \"t\", \"entities\": []}")));

    assertThat(problems)
        .extracting(Problem::path)
        .containsExactlyInAnyOrder(
            "/sources/0/name",
            "/sources/0/topic",
            "/sources/0/format",
            "/sources/0/time_format",
            "/sources/0/time_format",
            "/sources/0/measures/Cpu",
            "/sources/0/measures/Cpu",
            "/sources/0/measures/mem",
            "/sources/0/labels/r",
            "/sources/0/entities/0/type",
            "/sources/0/entities/0/topic",
            "/sources/1/fields/n",
            "/sources/1/measures/x",
            "/sources/1/entities/1/topic",
            "/sources/1/entities/2/topic",
            "/sources/2/name",
            "/sources/2/topic",
            "/sources/2/entities");
    assertThat(problems).allSatisfy(problem -> assertThat(problem.message()).isNotBlank());
  }

  @Test
  void theRegisteredSchemaTellsUnknownFieldsAndWrongTypes() {
    Schema schema =
        TestingSources.schema(
            """
            {"name":"at","type":{"type":"long","logicalType":"timestamp-micros"}},
            {"name":"cpu","type":"double"},
            {"name":"tags","type":{"type":"array","items":"string"}},
            {"name":"mem","type":{"type":"record","name":"Mem","fields":[
              {"name":"used","type":["null","double"]}]}}""");

    assertThat(
            SourceCheck.check(
                release(AVRO),
                subject -> Optional.of(schema).filter(s -> subject.equals("metrics-value"))))
        .extracting(Problem::path, Problem::message)
        .containsExactlyInAnyOrder(
            problem(
                "/event_time",
                "at is timestamp-micros (long); allowed: int, long and timestamp-millis"),
            problem(
                "/measures/cpu",
                "there is no field 'cpuu' in Metric, did you mean 'cpu'?; its fields are at, cpu, tags, mem"),
            problem(
                "/measures/memory",
                "'/' does not apply to (double, int); write whole numbers as 2.0, or convert with double(...)"),
            problem(
                "/measures/share",
                "there is no field 'usd' in Mem, did you mean 'used'?; its fields are used"),
            problem(
                "/attributes/tags",
                "tags is array; allowed: string, enum, int, long, float, double, decimal and boolean"),
            problem(
                "/entities/0/field",
                "mem is record; allowed: string, enum, int, long, float, double, decimal and boolean"));
  }

  @Test
  void aSubjectThatIsNotRegisteredIsToldOnce() {
    assertThat(SourceCheck.check(release(AVRO), subject -> Optional.empty()))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.path()).isEqualTo("/sources/0/subject");
              assertThat(problem.value()).isEqualTo("metrics-value");
            });
  }

  private static org.assertj.core.groups.Tuple problem(String path, String message) {
    return org.assertj.core.groups.Tuple.tuple(
        "/sources/0" + path, "latest schema of subject metrics-value: " + message);
  }
}
