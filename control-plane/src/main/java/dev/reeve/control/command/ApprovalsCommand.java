package dev.reeve.control.command;

import dev.reeve.control.approval.PendingQuestion;
import dev.reeve.control.approval.QuestionDesk;
import dev.reeve.control.stream.Addresses;
import dev.reeve.control.stream.Contracts;
import dev.reeve.schema.Answer;
import dev.reeve.schema.Parameter;
import dev.reeve.schema.Question;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code reeve approvals list | approve | deny}. */
@Command(
    name = "approvals",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "(list | approve | deny)",
    description = "Shows the questions of held decisions and answers them.",
    footer = {
      "",
      "Example: reeve approvals list --regions plant",
      "         reeve approvals approve 3f2a --regions plant --by ada --comment 'checked the load'"
    })
public final class ApprovalsCommand implements Runnable {

  private static final int SHORT_ID = 8;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists the open questions.",
      footer = {"", "Example: reeve approvals list --regions plant,edge"})
  int list(
      @Mixin AddressOptions address,
      @Option(
              names = "--regions",
              required = true,
              split = ",",
              paramLabel = "REGION",
              description = "regions, parted by commas")
          List<String> regions,
      @Option(names = "--json", description = "print JSON") boolean json) {
    RegionNames.checked(regions, "--regions");
    List<PendingQuestion> pending = desk(address.resolve()).pending(regions);
    PrintWriter out = spec.commandLine().getOut();
    long now = Clock.systemUTC().millis();
    if (json) {
      out.println(Json.text(pending.stream().map(ApprovalsCommand::asMap).toList()));
    } else if (pending.isEmpty()) {
      out.println("no open question in " + String.join(", ", regions));
    } else {
      pending.forEach(question -> out.println(line(question, now)));
    }
    return 0;
  }

  @Command(
      name = "approve",
      mixinStandardHelpOptions = true,
      description = "Approves the action that a question asks about.",
      footer = {"", "Example: reeve approvals approve 3f2a --regions plant --by ada"})
  int approve(@Mixin AddressOptions address, @Mixin AnswerOptions options) {
    return answer("approve", address, options);
  }

  @Command(
      name = "deny",
      mixinStandardHelpOptions = true,
      description = "Denies the action that a question asks about.",
      footer = {"", "Example: reeve approvals deny 3f2a --regions plant --by ada"})
  int deny(@Mixin AddressOptions address, @Mixin AnswerOptions options) {
    return answer("deny", address, options);
  }

  private int answer(String verdict, AddressOptions address, AnswerOptions options) {
    RegionNames.checked(options.regions, "--regions");
    QuestionDesk desk = desk(address.resolve());
    Question question = QuestionDesk.find(desk.pending(options.regions), options.id);
    Answer answer = desk.answer(question, verdict, options.by, options.comment);
    spec.commandLine()
        .getOut()
        .printf(
            "%s: %s of %s for %s/%s in %s, by %s; the region's ledger tells what came of it%n",
            question.getQuestionId().substring(0, SHORT_ID),
            verdict,
            action(question),
            question.getEntityType(),
            question.getEntity(),
            question.getRegion(),
            answer.getAnsweredBy());
    return 0;
  }

  private static QuestionDesk desk(Addresses addresses) {
    return new QuestionDesk(addresses, new Contracts(addresses.registry()), Clock.systemUTC());
  }

  private static String line(PendingQuestion pending, long now) {
    Question question = pending.question();
    long left = pending.millisLeft(now);
    return "%s  %s  %s/%s  %s  score %s  %s%n          %s"
        .formatted(
            question.getQuestionId().substring(0, SHORT_ID),
            question.getRegion(),
            question.getEntityType(),
            question.getEntity(),
            action(question),
            question.getScore() == null ? "none" : question.getScore(),
            pending.isAnswered()
                ? "answered: " + pending.answer().getVerdict()
                : left < 0 ? "deadline passed" : Duration.ofSeconds(left / 1_000) + " left",
            question.getReason());
  }

  private static String action(Question question) {
    return question.getAction()
        + question.getParameters().stream()
            .map(ApprovalsCommand::text)
            .collect(Collectors.joining(", ", "(", ")"));
  }

  private static String text(Parameter parameter) {
    return parameter.getName() + " = " + parameter.getValue();
  }

  private static Map<String, Object> asMap(PendingQuestion pending) {
    Question question = pending.question();
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("question_id", question.getQuestionId());
    map.put("region", question.getRegion());
    map.put("entity_type", question.getEntityType());
    map.put("entity", question.getEntity());
    map.put("agent", question.getAgent());
    map.put("action", question.getAction());
    Map<String, String> parameters = new LinkedHashMap<>();
    question.getParameters().forEach(p -> parameters.put(p.getName(), p.getValue()));
    map.put("parameters", parameters);
    map.put("arguments_digest", question.getArgumentsDigest());
    map.put("score", question.getScore());
    map.put("reason", question.getReason());
    map.put("asked_at", question.getAskedAt());
    map.put("deadline", question.getDeadline());
    map.put("answer", pending.isAnswered() ? pending.answer().getVerdict() : null);
    return map;
  }
}
