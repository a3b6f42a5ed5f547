package dev.reeve.control.replay;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A map of a YAML file whose keys are known; what is wrong with it is noted with file and line, and
 * reading goes on.
 */
final class YamlMap {

  private final String file;
  private final List<String> problems;
  private final Map<String, Node> values = new LinkedHashMap<>();
  private final int line;

  /** Reads the node as a map with these keys and no others. */
  YamlMap(String file, Node node, Set<String> known, List<String> problems) {
    this.file = file;
    this.problems = problems;
    this.line = node.getStartMark().getLine() + 1;
    if (!(node instanceof MappingNode map)) {
      problem(line, "this should be a map with the keys " + String.join(", ", known));
      return;
    }
    for (NodeTuple tuple : map.getValue()) {
      String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
      if (!known.contains(key)) {
        problem(
            tuple.getKeyNode(),
            "'" + key + "': unknown key; known are " + String.join(", ", known));
      } else if (values.put(key, tuple.getValueNode()) != null) {
        problem(tuple.getKeyNode(), "'" + key + "' stands here twice");
      }
    }
  }

  /** Line in the file, from 1. */
  int line() {
    return line;
  }

  /** Line of a key's value, or of the map where the key is missing. */
  int line(String key) {
    Node node = values.get(key);
    return node == null ? line : node.getStartMark().getLine() + 1;
  }

  /** The text of a key that has to be there; "" after a problem. */
  String text(String key) {
    Node node = required(key);
    return node == null ? "" : scalar(key, node);
  }

  /** The text of a key that may be left out. */
  String text(String key, String otherwise) {
    Node node = values.get(key);
    return node == null ? otherwise : scalar(key, node);
  }

  /** The map of names to texts of a key, in the order of the file. */
  Map<String, String> texts(String key) {
    Map<String, String> texts = new LinkedHashMap<>();
    Node node = values.get(key);
    if (node instanceof MappingNode map) {
      for (NodeTuple tuple : map.getValue()) {
        String name = scalar(key, tuple.getKeyNode());
        if (texts.put(name, scalar(name, tuple.getValueNode())) != null) {
          problem(tuple.getKeyNode(), "'" + name + "' stands here twice");
        }
      }
    } else if (node != null) {
      problem(node, key + ": should be a map of names to texts");
    }
    return texts;
  }

  /** The node of a key that has to be there; null after a problem. */
  Node required(String key) {
    Node node = values.get(key);
    if (node == null) {
      problem(line, "the key '" + key + "' is missing");
    }
    return node;
  }

  /** The items of a list that has to be there and to have some. */
  List<Node> items(String key) {
    Node node = required(key);
    if (node instanceof SequenceNode list && !list.getValue().isEmpty()) {
      return new ArrayList<>(list.getValue());
    }
    if (node != null) {
      problem(node, key + ": should be a list with at least one item");
    }
    return List.of();
  }

  /** Notes a problem at a key. */
  void problem(String key, String message) {
    problem(line(key), key + ": " + message);
  }

  private String scalar(String key, Node node) {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    problem(node, key + ": should be a text");
    return "";
  }

  private void problem(Node node, String message) {
    problem(node.getStartMark().getLine() + 1, message);
  }

  private void problem(int at, String message) {
    problems.add(file + ":" + at + ": " + message);
  }
}
