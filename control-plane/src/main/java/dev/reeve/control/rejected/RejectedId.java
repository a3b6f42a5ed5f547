package dev.reeve.control.rejected;

import dev.reeve.control.command.BadInputException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a rejected record stands: {@code topic-partition-offset} of the region's rejected topic, as
 * in {@code plant.rejected-0-12}. The position of the source would not do: two feature sets may
 * refuse one event.
 */
public record RejectedId(String topic, int partition, long offset) {

  private static final Pattern FORM = Pattern.compile("(.+\\.rejected)-(\\d{1,9})-(\\d{1,18})");

  /**
   * Reads an id.
   *
   * @throws BadInputException if it has another form
   */
  public static RejectedId of(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new BadInputException(
          "'"
              + text
              + "' is no id of a rejected record, such as plant.rejected-0-12; `reeve rejected list`"
              + " shows them");
    }
    return new RejectedId(
        matcher.group(1), Integer.parseInt(matcher.group(2)), Long.parseLong(matcher.group(3)));
  }

  @Override
  public String toString() {
    return topic + "-" + partition + "-" + offset;
  }
}
