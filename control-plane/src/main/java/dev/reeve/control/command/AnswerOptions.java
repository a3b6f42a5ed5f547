package dev.reeve.control.command;

import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What an answer says. */
final class AnswerOptions {

  @Parameters(paramLabel = "QUESTION", description = "beginning of the question's id")
  String id;

  @Option(
      names = "--regions",
      required = true,
      split = ",",
      paramLabel = "REGION",
      description = "where to look for it, parted by commas")
  List<String> regions;

  @Option(
      names = "--by",
      defaultValue = "${sys:user.name}",
      paramLabel = "NAME",
      description = "who answers; default ${DEFAULT-VALUE}")
  String by;

  @Option(
      names = "--comment",
      defaultValue = "",
      paramLabel = "TEXT",
      description = "why; goes into the ledger")
  String comment;
}
