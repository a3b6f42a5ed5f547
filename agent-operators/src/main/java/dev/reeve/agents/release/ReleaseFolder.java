package dev.reeve.agents.release;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.reeve.schema.identity.Digest;
import dev.reeve.schema.release.AgentDefinition;
import dev.reeve.schema.release.ContextDefinition;
import dev.reeve.schema.release.FeatureSetDefinition;
import dev.reeve.schema.release.PolicyDefinition;
import dev.reeve.schema.release.Problem;
import dev.reeve.schema.release.Release;
import dev.reeve.schema.release.ReleaseBody;
import dev.reeve.schema.release.SourceDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.erdtman.jcs.JsonCanonicalizer;

/**
 * Reads a release from a folder of YAML, checks it whole and reports every problem at once.
 *
 * <p>{@code release.yaml} lists the files of sources, feature sets, contexts, agents and policies;
 * each holds one definition with the keys of its record in {@code dev.reeve.schema.release}.
 */
public final class ReleaseFolder {

  /** The file that lists all others. */
  public static final String ENTRY = "release.yaml";

  /** Pointer of the parts of {@code release.yaml} itself. */
  static final String LISTED = "/release";

  /** Most files of one kind. */
  private static final int MAX_FILES = 256;

  private final Path folder;
  private final Places places = new Places();

  private ReleaseFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Reads the folder's {@code release.yaml} and the files that it lists.
   *
   * @param folder folder of the release
   * @param further checks of other modules, such as that of feature sets
   */
  public static ReadRelease read(Path folder, List<Function<Release, List<Problem>>> further) {
    return new ReleaseFolder(folder).read(further);
  }

  private ReadRelease read(List<Function<Release, List<Problem>>> further) {
    Path entry = folder.resolve(ENTRY);
    if (!Files.isRegularFile(entry)) {
      String message = "no such file; a release is a folder with a file " + ENTRY;
      places.report(new ReleaseProblem(ENTRY, 1, 1, folder.toString(), message));
      return refused();
    }
    YamlFile file = YamlFile.read(entry, ENTRY, places);
    ReleaseFile listed = file == null ? null : definition(file, ReleaseFile.class, LISTED);
    if (listed == null) {
      return refused();
    }
    List<FeatureSetDefinition> sets =
        definitions(listed.featureSets(), FeatureSetDefinition.class, "/feature_sets");
    List<SourceDefinition> sources =
        definitions(listed.sources(), SourceDefinition.class, "/sources");
    List<ContextDefinition> contexts =
        definitions(listed.contexts(), ContextDefinition.class, "/contexts");
    List<AgentDefinition> agents = definitions(listed.agents(), AgentDefinition.class, "/agents");
    List<PolicyDefinition> policies =
        definitions(listed.policies(), PolicyDefinition.class, "/policies");
    String name = listed.name() == null ? "unnamed" : listed.name();
    Release release =
        new Release(name, listed.description(), sources, sets, contexts, agents, policies);
    new ReleaseCheck(
            release,
            sets.size() == count(listed.featureSets()),
            contexts.size() == count(listed.contexts()),
            agents.size() == count(listed.agents()))
        .problems()
        .forEach(places::report);
    further.forEach(check -> check.apply(release).forEach(places::report));
    if (!places.problems().isEmpty()) {
      return refused();
    }
    byte[] body = canonical(release);
    return new ReadRelease(release, body, Digest.of(body), List.of());
  }

  private ReadRelease refused() {
    return new ReadRelease(null, null, "", places.problems());
  }

  private <T> List<T> definitions(List<String> names, Class<T> type, String pointer) {
    List<T> definitions = new ArrayList<>();
    for (int i = 0; i < count(names); i++) {
      String listing = LISTED + pointer + "/" + i;
      String name = names.get(i);
      if (name == null) {
        continue;
      }
      Path path = folder.resolve(name).normalize();
      if (i >= MAX_FILES) {
        places.report(new Problem(listing, name, "allowed are %d files".formatted(MAX_FILES)));
        break;
      }
      if (!path.startsWith(folder.normalize()) || !Files.isRegularFile(path)) {
        String message = "no such file in the folder of the release; add it or remove this line";
        places.report(new Problem(listing, name, message));
        continue;
      }
      YamlFile file = YamlFile.read(path, name, places);
      T definition =
          file == null ? null : definition(file, type, pointer + "/" + definitions.size());
      if (definition != null) {
        definitions.add(definition);
      }
    }
    return definitions;
  }

  private <T> T definition(YamlFile file, Class<T> type, String pointer) {
    Shape shape = new Shape(file, places);
    JsonNode tree = shape.check(file.root(), type, pointer);
    // Of release.yaml as much is used as there is: its files have problems of their own.
    if (tree == null || (!shape.isUsable() && type != ReleaseFile.class)) {
      places.remove(pointer);
      return null;
    }
    try {
      return ReleaseBody.JSON.treeToValue(tree, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the shape of " + file.name() + " was checked", e);
    }
  }

  private static int count(List<String> names) {
    return names == null ? 0 : names.size();
  }

  /** The canonical JSON (RFC 8785) of a release: what is hashed, signed and published. */
  public static byte[] canonical(Release release) {
    try {
      return new JsonCanonicalizer(ReleaseBody.JSON.writeValueAsBytes(release)).getEncodedUTF8();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
