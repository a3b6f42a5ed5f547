package dev.reeve.agents.ledger;

import dev.reeve.schema.Parameter;
import dev.reeve.schema.identity.Digest;
import java.util.ArrayList;
import java.util.List;

/**
 * SHA-256 of what exactly is to be done to whom, in hex: what an approval is bound to. Names, kinds
 * and values are preceded by their lengths, so that none can pose as another and 1 is not "1".
 */
public final class ArgumentsDigest {

  private ArgumentsDigest() {}

  /**
   * Digests an action.
   *
   * @param parameters arguments, ordered by name
   */
  public static String of(
      String region, String entityType, String entity, String action, List<Parameter> parameters) {
    List<String> fields = new ArrayList<>();
    fields.add("arguments");
    fields.add(region);
    fields.add(entityType);
    fields.add(entity);
    fields.add(action);
    for (Parameter parameter : parameters) {
      fields.add(parameter.getName());
      fields.add(parameter.getKind());
      fields.add(parameter.getValue());
    }
    return Digest.of(fields.toArray(String[]::new));
  }
}
