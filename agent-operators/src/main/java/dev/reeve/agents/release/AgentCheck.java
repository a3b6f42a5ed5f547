package dev.reeve.agents.release;

import dev.reeve.agents.Agent;
import dev.reeve.agents.DeclaredAgent;
import dev.reeve.schema.release.AgentDefinition;
import dev.reeve.schema.release.ContextDefinition;
import dev.reeve.schema.release.FeatureSetDefinition;
import dev.reeve.schema.release.JavaAgent;
import dev.reeve.schema.release.ProposalDefinition;
import dev.reeve.schema.release.Span;
import java.util.List;
import java.util.regex.Pattern;

/** Finds what is wrong with one agent of a release. */
final class AgentCheck {

  private static final int MAX_VARIABLES = 64;
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern CLASS_NAME =
      Pattern.compile("[A-Za-z_$][\\w$]*(\\.[A-Za-z_$][\\w$]*)*");
  private static final Pattern JAR = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,200}\\.jar");

  private final ReleaseCheck check;
  private final AgentDefinition agent;
  private final String path;

  AgentCheck(ReleaseCheck check, AgentDefinition agent, String path) {
    this.check = check;
    this.agent = agent;
    this.path = path;
  }

  void run() {
    check.name(path + "/name", agent.name());
    check.version(path + "/version", agent.version());
    check.entityType(path + "/entity_type", agent.entityType());
    agent.variables().keySet().forEach(name -> check.name(path + "/variables/" + name, name));
    atMost("/variables", agent.variables().size(), MAX_VARIABLES);
    atMost("/proposals", agent.proposals().size(), Agent.MAX_PROPOSALS);
    for (int i = 0; i < agent.proposals().size(); i++) {
      proposal(agent.proposals().get(i), "/proposals/" + i);
    }
    if (!agent.safeDefault().action().isEmpty()) {
      check.name(path + "/safe_default/action", agent.safeDefault().action());
    }
    FeatureSetDefinition set =
        check.featureSet(path + "/features", agent.features(), agent.entityType());
    List<ContextDefinition> contexts = check.contexts(path + "/contexts", agent.contexts());
    if (agent.java() != null) {
      java(agent.java());
    } else if (set != null && contexts.size() == agent.contexts().size()) {
      DeclaredAgent.compile(agent, set, contexts, path, check::report);
    }
  }

  private void proposal(ProposalDefinition proposal, String at) {
    check.name(path + at + "/action", proposal.action());
    atMost(at + "/parameters", proposal.parameters().size(), Agent.MAX_PARAMETERS);
    proposal
        .parameters()
        .keySet()
        .forEach(name -> check.name(path + at + "/parameters/" + name, name));
    try {
      Span.millis(proposal.coolDown());
    } catch (IllegalArgumentException | ArithmeticException e) {
      check.report(
          path + at + "/cool_down", proposal.coolDown(), "a length of time is " + Span.FORM);
    }
  }

  private void java(JavaAgent java) {
    form("/java/class_name", java.className(), CLASS_NAME, "a fully qualified class name");
    form("/java/jar", java.jar(), JAR, "a file name that ends in .jar, without a folder");
    form("/java/sha256", java.sha256(), SHA256, "64 lower-case hex digits, as sha256sum prints");
    String remedy = "the Java class decides this; remove the key or the java section";
    if (!agent.variables().isEmpty()) {
      check.report(path + "/variables", "variables", remedy);
    }
    if (!agent.trigger().equals("true")) {
      check.report(path + "/trigger", agent.trigger(), remedy);
    }
    if (!agent.score().isEmpty()) {
      check.report(path + "/score", agent.score(), remedy);
    }
    for (int i = 0; i < agent.proposals().size(); i++) {
      ProposalDefinition proposal = agent.proposals().get(i);
      String at = path + "/proposals/" + i;
      if (!proposal.when().equals("true")) {
        check.report(at + "/when", proposal.when(), remedy);
      }
      if (!proposal.parameters().isEmpty()) {
        check.report(at + "/parameters", "parameters", remedy);
      }
    }
  }

  private void form(String at, String value, Pattern form, String allowed) {
    if (!form.matcher(value).matches()) {
      check.report(path + at, value, "allowed is " + allowed);
    }
  }

  private void atMost(String at, int found, int allowed) {
    if (found > allowed) {
      check.report(path + at, Integer.toString(found), "allowed are at most " + allowed);
    }
  }
}
