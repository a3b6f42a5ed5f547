package dev.reeve.control.replay;

import dev.reeve.control.command.BadInputException;
import dev.reeve.control.replay.ReplayMapping.FileGroup;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** The files that a mapping takes from a folder of CSV files. */
public final class DataFolder {

  private DataFolder() {}

  /**
   * Opens what the mapping names and checks the header of every file.
   *
   * @param only paths below the folder to take; all when empty
   * @return files by region, each in the order of its path
   * @throws BadInputException with everything that is wrong: a missing folder, a glob without
   *     files, a file taken twice, columns that a file does not have
   */
  public static TreeMap<String, List<CsvFile>> open(
      Path data, ReplayMapping mapping, Set<String> only) {
    List<String> problems = new ArrayList<>();
    check(data);
    TreeMap<String, List<CsvFile>> regions = new TreeMap<>();
    Set<String> taken = new LinkedHashSet<>();
    for (FileGroup group : mapping.files()) {
      List<DataFile> files = matching(data, group, problems);
      for (DataFile file : files) {
        if (!taken.add(file.path())) {
          problems.add(
              file.path()
                  + ": taken by two groups of the mapping, the second at line "
                  + group.line());
        } else if (only.isEmpty() || only.contains(file.path())) {
          checkHeader(file, group, problems);
          regions
              .computeIfAbsent(group.region(), region -> new ArrayList<>())
              .add(new CsvFile(file, group, mapping.entityType()));
        }
      }
    }
    only.stream()
        .filter(path -> !taken.contains(path))
        .forEach(path -> problems.add("--only: the mapping takes no file " + path));
    BadInputException.throwIfAny(problems);
    return regions;
  }

  /**
   * Checks that the folder is there.
   *
   * @throws BadInputException if it is not
   */
  static void check(Path data) {
    if (!Files.isDirectory(data)) {
      throw new BadInputException(
          "--data: there is no folder " + data + "; it holds the CSV files that the mapping names");
    }
  }

  private static List<DataFile> matching(Path data, FileGroup group, List<String> problems) {
    try (Stream<Path> walk = Files.walk(data, 10)) {
      PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + group.glob());
      List<DataFile> files =
          walk.filter(Files::isRegularFile)
              .filter(path -> matcher.matches(data.relativize(path)))
              .map(path -> new DataFile(path, slashes(data.relativize(path))))
              .sorted(java.util.Comparator.comparing(DataFile::path))
              .toList();
      if (files.isEmpty()) {
        problems.add(
            "mapping line %d: glob '%s' matches no file in %s"
                .formatted(group.line(), group.glob(), data));
      }
      return files;
    } catch (IOException | PatternSyntaxException e) {
      problems.add(
          "mapping line %d: glob '%s': %s".formatted(group.line(), group.glob(), e.getMessage()));
      return List.of();
    }
  }

  private static void checkHeader(DataFile file, FileGroup group, List<String> problems) {
    Set<String> needed = new LinkedHashSet<>();
    needed.add(group.time().column());
    needed.addAll(group.measures().values());
    needed.addAll(group.entity().columns());
    group.attributes().values().forEach(text -> needed.addAll(text.columns()));
    try (BufferedReader reader = file.read()) {
      String header = reader.readLine();
      List<String> columns = header == null ? List.of() : CsvLine.cells(CsvFile.utf8(header));
      for (String column : needed) {
        if (!columns.contains(column)) {
          problems.add(
              "%s:1: there is no column '%s' (mapping line %d); the file has %s"
                  .formatted(file.path(), column, group.line(), String.join(", ", columns)));
        }
      }
    } catch (IOException e) {
      problems.add(file.path() + ": cannot be read (" + e.getMessage() + ")");
    }
  }

  private static String slashes(Path path) {
    return path.toString().replace('\\', '/');
  }
}
