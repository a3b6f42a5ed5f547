package dev.reeve.control.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reeve.control.command.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows become events; whatever is wrong with mapping or folder is said at once, beforehand. */
class ReplayInputTest {

  private static final String MAPPING =
      """
      name: test
      entity_type: metric
      lateness: 2h
      files:
        - glob: "plant/*.csv"
          region: plant
          entity: ${file}
          time: {column: timestamp, format: yyyy-MM-dd HH:mm:ss, zone: UTC}
          measures: {value: value}
          attributes: {file: "${path}", unit: "${column.unit}"}
      """;

  @TempDir private Path folder;

  @Test
  void usageExample() throws IOException {
    data("plant/a.csv", "timestamp,value,unit", "1970-01-01 00:00:01,2.5,kW");
    ReplayRow row = rows(MAPPING).get(0);
    assertThat(row.event().getEventId()).isEqualTo("plant/a.csv#0");
    assertThat(row.event().getRegion()).isEqualTo("plant");
    assertThat(row.event().getEntityType()).isEqualTo("metric");
    assertThat(row.event().getEntity()).isEqualTo("a");
    assertThat(row.event().getEventTime()).isEqualTo(1_000);
    assertThat(row.event().getMeasures()).containsEntry("value", 2.5);
    assertThat(row.event().getAttributes())
        .containsEntry("file", "plant/a.csv")
        .containsEntry("unit", "kW");
  }

  @Test
  void filesAreMergedByTimeAndEachKeepsItsOrder() throws IOException {
    data(
        "plant/a.csv",
        "timestamp,value,unit",
        "1970-01-01 03:00:00,1,x",
        "1970-01-01 02:05:00,2,x",
        "1970-01-01 02:10:00,3,x",
        "1970-01-01 04:00:00,4,x");
    data(
        "plant/b.csv",
        "timestamp,value,unit",
        "1970-01-01 01:00:00,5,x",
        "1970-01-01 03:30:00,6,x");
    assertThat(rows(MAPPING))
        .extracting(row -> row.event().getEventId())
        .containsExactly(
            "plant/b.csv#0",
            "plant/a.csv#0",
            "plant/a.csv#1",
            "plant/a.csv#2",
            "plant/b.csv#1",
            "plant/a.csv#3");
  }

  @Test
  void malformedRowsComeOutAsTheirBytesAndTheRestGoesOn() throws IOException {
    data(
        "plant/a.csv",
        "timestamp,value,unit",
        "1970-01-01 00:00:01,1,x",
        "1970-01-01 00:00:02,one,x",
        "yesterday,2,x",
        "1970-01-01 00:00:04,3",
        "\"1970-01-01 00:00:05,4,x",
        "",
        "1970-01-01 00:00:07,,x",
        "1970-01-01 00:00:08,8,x");
    List<ReplayRow> rows = rows(MAPPING);
    assertThat(rows).hasSize(8);
    assertThat(rows.stream().filter(ReplayRow::isMalformed).map(row -> new String(row.raw())))
        .containsExactly(
            "1970-01-01 00:00:02,one,x",
            "yesterday,2,x",
            "1970-01-01 00:00:04,3",
            "\"1970-01-01 00:00:05,4,x",
            "",
            "1970-01-01 00:00:07,,x");
    assertThat(rows.get(7).event().getEventId()).isEqualTo("plant/a.csv#7");
  }

  @Test
  void aMissingFolderIsSaid() throws IOException {
    ReplayMapping mapping = mapping(MAPPING);
    assertThatThrownBy(() -> DataFolder.open(folder.resolve("none"), mapping, Set.of()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("there is no folder")
        .hasMessageContaining("none");
  }

  @Test
  void aGlobWithoutFilesIsSaidWithItsLine() throws IOException {
    ReplayMapping mapping = mapping(MAPPING);
    assertThatThrownBy(() -> DataFolder.open(folder, mapping, Set.of()))
        .hasMessageContaining("mapping line 5: glob 'plant/*.csv' matches no file");
  }

  @Test
  void everyUnknownColumnIsSaidWithWhatThereIs() throws IOException {
    data("plant/a.csv", "time,value");
    data("plant/b.csv", "timestamp,value");
    ReplayMapping mapping = mapping(MAPPING);
    assertThatThrownBy(() -> DataFolder.open(folder, mapping, Set.of()))
        .isInstanceOfSatisfying(
            BadInputException.class,
            bad ->
                assertThat(bad.problems())
                    .containsExactly(
                        "plant/a.csv:1: there is no column 'timestamp' (mapping line 5); the file"
                            + " has time, value",
                        "plant/a.csv:1: there is no column 'unit' (mapping line 5); the file has"
                            + " time, value",
                        "plant/b.csv:1: there is no column 'unit' (mapping line 5); the file has"
                            + " timestamp, value"));
  }

  @Test
  void everythingThatIsWrongWithAMappingIsSaidAtOnce() throws IOException {
    String broken =
        """
        name: test
        entity_type: Metric
        lateness: 2 hours
        colour: red
        files:
          - glob: "plant/*.csv"
            region: Plant One
            entity: ${host}
            time: {column: timestamp, format: qqqqqqq-b, zone: Mars}
            attributes: {}
        """;
    assertThatThrownBy(() -> mapping(broken))
        .isInstanceOfSatisfying(
            BadInputException.class,
            bad ->
                assertThat(String.join("\n", bad.problems()))
                    .contains("mapping.yaml:2: entity_type: 'Metric'")
                    .contains("mapping.yaml:3: lateness: '2 hours' is not")
                    .contains("mapping.yaml:4: 'colour': unknown key")
                    .contains("mapping.yaml:7: region: 'Plant One'")
                    .contains("mapping.yaml:8: entity: '${host}' is unknown")
                    .contains("mapping.yaml:9: format: 'qqqqqqq-b' is not")
                    .contains("mapping.yaml:9: zone: ")
                    .contains("mapping.yaml:6: measures: names no measure"));
  }

  @Test
  void textThatIsNoYamlIsSaidWithItsLine() {
    assertThatThrownBy(() -> mapping("name: [\nfiles: }"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("mapping.yaml:2: not YAML");
  }

  private List<ReplayRow> rows(String text) throws IOException {
    SortedMap<String, List<CsvFile>> files = DataFolder.open(folder, mapping(text), Set.of());
    List<ReplayRow> rows = new ArrayList<>();
    try (RegionRows merged = new RegionRows(files.get("plant"))) {
      merged.forEachRemaining(rows::add);
    }
    return rows;
  }

  private ReplayMapping mapping(String text) throws IOException {
    return MappingFile.read(Files.writeString(folder.resolve("mapping.yaml"), text));
  }

  private void data(String path, String... lines) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, List.of(lines));
  }
}
