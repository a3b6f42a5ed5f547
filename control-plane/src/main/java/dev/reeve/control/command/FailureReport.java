package dev.reeve.control.command;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * Says what went wrong and chooses the exit code: 2 with every problem for bad input, 1 otherwise.
 * A user sees messages; the stack trace is printed only where {@code REEVE_TRACE} is set.
 */
public final class FailureReport implements IExecutionExceptionHandler {

  private static final int CAUSES_SHOWN = 5;

  @Override
  public int handleExecutionException(Exception failure, CommandLine line, ParseResult parsed) {
    PrintWriter err = line.getErr();
    if (failure instanceof BadInputException bad) {
      bad.problems().forEach(err::println);
      return CommandLine.ExitCode.USAGE;
    }
    err.println("reeve: " + message(failure));
    Throwable cause = failure.getCause();
    for (int i = 0; cause != null && i < CAUSES_SHOWN; i++, cause = cause.getCause()) {
      err.println("  because: " + message(cause));
    }
    if (System.getenv("REEVE_TRACE") != null) {
      failure.printStackTrace(err);
    } else {
      err.println("  (REEVE_TRACE=1 shows the stack trace)");
    }
    return CommandLine.ExitCode.SOFTWARE;
  }

  private static String message(Throwable failure) {
    return failure.getMessage() == null ? failure.getClass().getName() : failure.getMessage();
  }
}
