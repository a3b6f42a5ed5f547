package dev.reeve.agents.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.expression.Nearest;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Holds the tree of a YAML file against the records that define a release: every key must be a
 * component, every value of its type, every required key there. The tree becomes JSON on the way.
 */
final class Shape {

  private static final Pattern INTEGER = Pattern.compile("[-+]?\\d{1,9}");

  private final YamlFile file;
  private final Places places;
  private boolean usable = true;

  Shape(YamlFile file, Places places) {
    this.file = file;
    this.places = places;
  }

  /** Whether what was checked can be bound; an unknown key alone does not stand in the way. */
  boolean isUsable() {
    return usable;
  }

  /**
   * Checks a node and turns it into JSON; problems go to the places.
   *
   * @param pointer JSON pointer of the node in the release
   * @return null where the node does not fit
   */
  JsonNode check(Node node, Type type, String pointer) {
    places.put(pointer, file, node);
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      return generic.getRawType() == List.class
          ? list(node, arguments[0], pointer)
          : map(node, arguments[1], pointer);
    }
    Class<?> raw = (Class<?>) type;
    return raw.isRecord() ? record(node, raw, pointer) : scalar(node, raw);
  }

  private JsonNode record(Node node, Class<?> type, String pointer) {
    Map<String, Type> components = new LinkedHashMap<>();
    for (RecordComponent component : type.getRecordComponents()) {
      components.put(RequiredKeys.key(component.getName()), component.getGenericType());
    }
    if (!(node instanceof MappingNode mapping)) {
      return refuse(node, "a mapping with the keys " + String.join(", ", components.keySet()));
    }
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    Set<String> seen = new LinkedHashSet<>();
    for (NodeTuple entry : mapping.getValue()) {
      String name = name(entry, seen);
      if (name == null) {
        continue;
      }
      Type component = components.get(name);
      if (component == null) {
        report(
            entry.getKeyNode(),
            name,
            "unknown key%s; allowed: %s"
                .formatted(
                    Nearest.of(name, components.keySet())
                        .map(n -> ", did you mean '" + n + "'?")
                        .orElse(""),
                    String.join(", ", components.keySet())));
      } else if (!isNull(entry.getValueNode())) {
        JsonNode value = check(entry.getValueNode(), component, pointer + "/" + name);
        object.set(name, value);
      } else {
        seen.remove(name);
      }
    }
    for (String required : RequiredKeys.of(type)) {
      if (!seen.contains(required)) {
        usable = false;
        report(node, "", RequiredKeys.missing(required));
      }
    }
    return object;
  }

  private JsonNode list(Node node, Type element, String pointer) {
    if (!(node instanceof SequenceNode sequence)) {
      return refuse(node, "a list, one element a line after '- '");
    }
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < sequence.getValue().size(); i++) {
      array.add(check(sequence.getValue().get(i), element, pointer + "/" + i));
    }
    return array;
  }

  private JsonNode map(Node node, Type value, String pointer) {
    if (!(node instanceof MappingNode mapping)) {
      return refuse(node, "a mapping of names to values");
    }
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    Set<String> seen = new LinkedHashSet<>();
    for (NodeTuple entry : mapping.getValue()) {
      String name = name(entry, seen);
      if (name != null) {
        object.set(name, check(entry.getValueNode(), value, pointer + "/" + name));
      }
    }
    return object;
  }

  private JsonNode scalar(Node node, Class<?> type) {
    if (!(node instanceof ScalarNode scalar) || isNull(node)) {
      return refuse(node, "a single value");
    }
    String text = scalar.getValue();
    if (type == String.class) {
      return JsonNodeFactory.instance.textNode(text);
    }
    if (type == Boolean.class) {
      return scalar.getTag().equals(Tag.BOOL)
          ? JsonNodeFactory.instance.booleanNode(Boolean.parseBoolean(text))
          : refuse(node, "true or false");
    }
    if (type == int.class || type == Integer.class) {
      return scalar.getTag().equals(Tag.INT) && INTEGER.matcher(text).matches()
          ? JsonNodeFactory.instance.numberNode(Integer.parseInt(text))
          : refuse(node, "a whole number of at most nine digits");
    }
    try {
      double number = Double.parseDouble(text);
      if (Double.isFinite(number)) {
        return JsonNodeFactory.instance.numberNode(number);
      }
    } catch (NumberFormatException e) {
      // Said below, as for NaN and infinities.
    }
    return refuse(node, "a finite number");
  }

  private String name(NodeTuple entry, Set<String> seen) {
    if (!(entry.getKeyNode() instanceof ScalarNode key)) {
      report(entry.getKeyNode(), YamlFile.text(entry.getKeyNode()), "a key is a single name");
      return null;
    }
    if (!seen.add(key.getValue())) {
      report(key, key.getValue(), "key is given twice; keep one of them");
      return null;
    }
    return key.getValue();
  }

  private JsonNode refuse(Node node, String allowed) {
    usable = false;
    report(node, YamlFile.text(node), "wrong type, allowed is " + allowed);
    return null;
  }

  private void report(Node node, String value, String message) {
    places.report(file, node, value, message);
  }

  private static boolean isNull(Node node) {
    return node.getTag().equals(Tag.NULL);
  }
}
