package dev.reeve.control.replay;

import dev.reeve.control.command.BadInputException;
import dev.reeve.control.replay.ReplayMapping.FileGroup;
import dev.reeve.schema.identity.TypedEntity;
import dev.reeve.schema.release.Span;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** Reads a mapping from YAML and reports everything that is wrong with it, with file and line. */
public final class MappingFile {

  private static final int MAX_BYTES = 1 << 20;
  private static final int MAX_DEPTH = 20;
  private static final Pattern REGION = Pattern.compile("[a-z][a-z0-9-]{0,62}");

  private final String file;
  private final List<String> problems = new ArrayList<>();

  private MappingFile(String file) {
    this.file = file;
  }

  /**
   * Reads the file.
   *
   * @throws BadInputException with all problems
   */
  public static ReplayMapping read(Path path) {
    MappingFile reader = new MappingFile(path.toString());
    ReplayMapping mapping = reader.mapping(path);
    BadInputException.throwIfAny(reader.problems);
    return mapping;
  }

  private ReplayMapping mapping(Path path) {
    Node root = compose(path);
    if (root == null) {
      return null;
    }
    YamlMap map =
        new YamlMap(
            file, root, names("name", "description", "entity_type", "lateness", "files"), problems);
    String type = map.text("entity_type");
    if (!type.isEmpty() && !TypedEntity.isType(type)) {
      map.problem("entity_type", "'" + type + "' is not lower-case letters, digits, '_' and '-'");
    }
    List<FileGroup> groups = map.items("files").stream().map(this::group).toList();
    return new ReplayMapping(map.text("name"), type, lateness(map), groups);
  }

  private Node compose(Path path) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(MAX_BYTES);
    options.setNestingDepthLimit(MAX_DEPTH);
    options.setMaxAliasesForCollections(0);
    options.setAllowDuplicateKeys(true);
    try {
      if (Files.size(path) > MAX_BYTES) {
        problems.add(file + ": larger than 1 MiB");
        return null;
      }
      Node root = new Yaml(options).compose(new StringReader(Files.readString(path)));
      if (root == null) {
        problems.add(file + ":1: empty; a mapping has name, entity_type, lateness and files");
      }
      return root;
    } catch (NoSuchFileException e) {
      problems.add(file + ": there is no such file; a mapping says which rows become which events");
    } catch (IOException e) {
      problems.add(file + ": cannot be read (" + e + ")");
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
      problems.add(file + ":" + line + ": not YAML: " + e.getProblem());
    } catch (YAMLException e) {
      problems.add(file + ":1: not YAML: " + e.getMessage());
    }
    return null;
  }

  private Duration lateness(YamlMap map) {
    String text = map.text("lateness");
    try {
      return text.isEmpty() ? Duration.ZERO : Span.duration(text);
    } catch (IllegalArgumentException e) {
      map.problem("lateness", e.getMessage());
      return Duration.ZERO;
    }
  }

  private FileGroup group(Node node) {
    YamlMap map =
        new YamlMap(
            file,
            node,
            names("glob", "region", "entity", "time", "measures", "attributes"),
            problems);
    String region = map.text("region");
    if (!region.isEmpty() && !REGION.matcher(region).matches()) {
      map.problem("region", "'" + region + "' is not lower-case letters, digits and '-'");
    }
    Map<String, String> measures = map.texts("measures");
    if (measures.isEmpty()) {
      map.problem("measures", "names no measure; it maps names to columns");
    }
    Map<String, RowText> attributes = new LinkedHashMap<>();
    map.texts("attributes")
        .forEach((name, text) -> attributes.put(name, rowText(map, "attributes", text)));
    return new FileGroup(
        map.text("glob"),
        region,
        rowText(map, "entity", map.text("entity")),
        time(map),
        measures,
        attributes,
        map.line());
  }

  private RowText rowText(YamlMap map, String key, String text) {
    RowText rowText = new RowText(text);
    for (String place : rowText.unknownPlaces()) {
      map.problem(key, "'${" + place + "}' is unknown; known are " + RowText.PLACES);
    }
    return rowText;
  }

  private TimeColumn time(YamlMap group) {
    ZoneId utc = ZoneId.of("UTC");
    Node node = group.required("time");
    if (node == null) {
      return new TimeColumn("", "iso", utc);
    }
    YamlMap map = new YamlMap(file, node, names("column", "format", "zone"), problems);
    String format = map.text("format", "iso");
    ZoneId zone = utc;
    try {
      zone = ZoneId.of(map.text("zone", "UTC"));
    } catch (DateTimeException e) {
      map.problem("zone", e.getMessage() + "; allowed are UTC and names such as Europe/Paris");
    }
    TimeColumn time = new TimeColumn(map.text("column"), format, zone);
    try {
      time.parser();
    } catch (IllegalArgumentException e) {
      map.problem("format", "'" + format + "' is not " + TimeColumn.FORMATS);
    }
    return time;
  }

  private static Set<String> names(String... names) {
    return new TreeSet<>(List.of(names));
  }
}
