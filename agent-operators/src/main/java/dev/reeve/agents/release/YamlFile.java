package dev.reeve.agents.release;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * One YAML file as a tree whose nodes know their lines. Size and depth are bounded; aliases and
 * tags of other makers are refused, so that what is read is what is written.
 *
 * @param name file, relative to the release folder
 * @param text its characters
 * @param root root of the tree
 */
record YamlFile(String name, String text, Node root) {

  /** Largest file, in bytes. */
  static final long MAX_BYTES = 1L << 20;

  private static final int MAX_DEPTH = 20;

  /**
   * Reads a file.
   *
   * @return null when it could not be read, which was reported
   */
  static YamlFile read(Path file, String name, Places places) {
    try {
      long size = Files.size(file);
      if (size > MAX_BYTES) {
        String message = "file has %d bytes, allowed are %d".formatted(size, MAX_BYTES);
        return refuse(places, name, 1, 1, name, message);
      }
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
              .toString();
      LoaderOptions options = new LoaderOptions();
      options.setNestingDepthLimit(MAX_DEPTH);
      options.setCodePointLimit((int) MAX_BYTES);
      options.setMaxAliasesForCollections(0);
      Node root = new Yaml(options).compose(new StringReader(text));
      if (root == null) {
        return refuse(places, name, 1, 1, "", "file is empty; a definition is expected");
      }
      YamlFile read = new YamlFile(name, text, root);
      return read.isPlain(root, Collections.newSetFromMap(new IdentityHashMap<>()), places)
          ? read
          : null;
    } catch (CharacterCodingException e) {
      return refuse(places, name, 1, 1, name, "file is not UTF-8");
    } catch (MarkedYAMLException e) {
      Mark mark = e.getProblemMark();
      String problem = e.getProblem() == null ? e.getMessage() : e.getProblem();
      return refuse(
          places,
          name,
          mark == null ? 1 : mark.getLine() + 1,
          mark == null ? 1 : mark.getColumn() + 1,
          "",
          "not YAML: " + problem);
    } catch (YAMLException e) {
      return refuse(places, name, 1, 1, "", "not YAML: " + e.getMessage());
    } catch (IOException e) {
      return refuse(places, name, 1, 1, name, "file cannot be read: " + e);
    }
  }

  private static YamlFile refuse(
      Places places, String name, int line, int column, String value, String message) {
    places.report(new ReleaseProblem(name, line, column, value, message));
    return null;
  }

  /** Depth is bounded by the parser, so the recursion is. */
  private boolean isPlain(Node node, Set<Node> seen, Places places) {
    if (!seen.add(node)) {
      places.report(
          this, node, text(node), "aliases and anchors are not allowed; write it out in full");
      return false;
    }
    if (!node.getTag().getValue().startsWith("tag:yaml.org,2002:")) {
      places.report(this, node, node.getTag().getValue(), "tags are not allowed; remove it");
      return false;
    }
    boolean plain = true;
    if (node instanceof MappingNode mapping) {
      for (NodeTuple entry : mapping.getValue()) {
        plain &= isPlain(entry.getKeyNode(), seen, places);
        plain &= isPlain(entry.getValueNode(), seen, places);
      }
    } else if (node instanceof SequenceNode sequence) {
      for (Node element : sequence.getValue()) {
        plain &= isPlain(element, seen, places);
      }
    }
    return plain;
  }

  /** A node as a problem quotes it. */
  static String text(Node node) {
    if (node instanceof ScalarNode scalar) {
      String text = scalar.getValue();
      return text.length() <= 200 ? text : text.substring(0, 200) + "...";
    }
    return node instanceof SequenceNode ? "a list" : "a mapping";
  }
}
