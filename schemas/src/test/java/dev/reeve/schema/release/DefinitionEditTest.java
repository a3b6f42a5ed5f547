package dev.reeve.schema.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Is every edit that changes values found, and none that does not? */
class DefinitionEditTest {

  private static final String SET =
      """
      {"name": "load", "version": 1, "entity_type": "host", "owner": "ops", "keep_warm": "1d",
       "description": "Load.", "measures": {"cpu": "percent"}, "attributes": {"zone": "where"},
       "ttl": "30d", "silence": "5m",
       "expectations": [{"name": "sane", "description": "why", "measure": "cpu", "min": 0.0}],
       "features": [{"name": "mean", "measure": "cpu", "aggregate": "mean", "unit": "percent",
         "description": "Mean.", "filter": "attribute.zone == 'a'", "window": {"last": "5m"}}]}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"last\": \"5m\" | \"last\": \"6m\" | /features/0/window/last | 5m | 6m",
        "\"ttl\": \"30d\" | \"ttl\": \"1d\" | /stale_after | 30d | 1d",
        "zone == 'a' | zone == 'b' | /features/0/filter | attribute.zone == 'a' | attribute.zone == 'b'",
        "\"aggregate\": \"mean\" | \"aggregate\": \"max\" | /features/0/aggregate | mean | max",
        "\"cpu\": \"percent\" | \"cpu\": \"percent\", \"ram\": \"GB\" | /measures/1 | '' | ram",
        "\"silence\": \"5m\" | \"silence\": null | /silence | 5m | ''",
        "\"min\": 0.0 | \"min\": 1.0 | /expectations/0/min | 0.0 | 1.0",
        "\"entity_type\": \"host\" | \"entity_type\": \"zone\" | /entity_type | host | zone"
      })
  void whatChangesValuesIsAnEdit(
      String text, String other, String field, String before, String after) {
    assertThat(DefinitionEdit.between(set(SET), set(SET.replace(text, other))))
        .contains(new DefinitionEdit("feature set load@1", field, before, after));
    assertThat(DefinitionShape.fingerprint(set(SET.replace(text, other))))
        .isNotEqualTo(DefinitionShape.fingerprint(set(SET)));
  }

  @ParameterizedTest
  @CsvSource({
    "Load., Loads.",
    "ops, platform",
    "1d, 7d",
    "Mean., The mean.",
    "percent, %",
    "where, in what zone",
    "why, therefore"
  })
  void whatOnlySaysWhatItMeansIsNone(String text, String other) {
    String edited = SET.replace(text, other);
    assertThat(edited).isNotEqualTo(SET);
    assertThat(DefinitionEdit.between(set(SET), set(edited))).isEmpty();
    assertThat(DefinitionShape.fingerprint(set(edited)))
        .isEqualTo(DefinitionShape.fingerprint(set(SET)));
  }

  @Test
  void theOrderInWhichParametersAreWrittenDoesNotMatter() {
    String one = SET.replace("\"filter\"", "\"parameters\": {\"a\": 1, \"b\": 2}, \"filter\"");
    String other = SET.replace("\"filter\"", "\"parameters\": {\"b\": 2, \"a\": 1}, \"filter\"");
    assertThat(DefinitionShape.fingerprint(set(one)))
        .isEqualTo(DefinitionShape.fingerprint(set(other)))
        .isNotEqualTo(DefinitionShape.fingerprint(set(SET)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rack | zone | [/group_by]",
        "count | max | [/features/0/aggregate]",
        "10s | 20s | [/features/0/window/last]",
        "\"host\" | \"card\" | [/entity_type]",
        "ops | platform | []",
        "Fleet. | Hosts. | []",
        "percent | share | []"
      })
  void aContextIsHeldToTheSame(String text, String other, String fields) throws IOException {
    String context =
        """
        {"name": "fleet", "version": 1, "entity_type": "host", "owner": "ops",
         "description": "Fleet.", "group_by": "rack", "measures": {"cpu": "percent"},
         "features": [{"name": "n", "measure": "cpu", "aggregate": "count", "unit": "percent",
           "window": {"last": "10s"}}]}
        """;
    List<DefinitionEdit> edits =
        DefinitionEdit.between(
            ReleaseBody.JSON.readValue(context, ContextDefinition.class),
            ReleaseBody.JSON.readValue(context.replace(text, other), ContextDefinition.class));
    assertThat(edits.stream().map(DefinitionEdit::field).toList()).hasToString(fields);
    assertThat(edits).allMatch(edit -> edit.defined().equals("context fleet@1"));
  }

  @Test
  void saysWhatIsWrongAndWhatToDo() {
    assertThat(new DefinitionEdit("feature set load@1", "/silence", "5m", "").sentence(3))
        .isEqualTo(
            "feature set load@1: /silence is not given, generation 3 has '5m': what changes values"
                + " is a new version");
  }

  private static FeatureSetDefinition set(String json) {
    try {
      return ReleaseBody.JSON.readValue(json, FeatureSetDefinition.class);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
