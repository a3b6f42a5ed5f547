package dev.reeve.schema.identity;

import java.util.regex.Pattern;

/**
 * The key of everything about an entity: {@code type/id}. A type has no '/', so keys never meet.
 */
public final class TypedEntity {

  private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9_-]{0,62}");

  private TypedEntity() {}

  /** Key of the entity, as in topics and keyed state. */
  public static String key(String entityType, String entity) {
    return entityType + "/" + entity;
  }

  /**
   * Whether the text may name an entity type: a lower-case letter, then letters, digits, '_', '-'.
   */
  public static boolean isType(String text) {
    return TYPE.matcher(text).matches();
  }
}
