package dev.reeve.agents.contract;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.agents.Agent;
import dev.reeve.agents.AgentInput;
import dev.reeve.agents.Argument;
import dev.reeve.agents.Evaluation;
import dev.reeve.agents.FeatureReading;
import dev.reeve.agents.FeatureStatus;
import dev.reeve.agents.Proposal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * What every agent must keep. Extend it in a test of your own, with JUnit 5 on the class path, and
 * give it your agent, the actions that its definition declares, and inputs that make it act.
 */
public abstract class AgentContract {

  /** A new instance of the agent. */
  protected abstract Agent agent();

  /** Actions that the agent's definition declares. */
  protected abstract Set<String> declaredActions();

  /** Inputs that cover what the agent does; at least one must trigger it. */
  protected abstract List<AgentInput> inputs();

  @Test
  public void triggersOnAtLeastOneInput() {
    Agent agent = agent();
    assertTrue(
        inputs().stream().anyMatch(input -> agent.evaluate(input).triggered()),
        "give inputs() one that triggers the agent: otherwise the contract tests nothing");
  }

  @Test
  public void givesTheSameEvaluationInEveryCallAndEveryOrder() {
    List<AgentInput> inputs = variants();
    List<Evaluation> fresh = new ArrayList<>();
    inputs.forEach(input -> fresh.add(agent().evaluate(input)));
    Agent one = agent();
    List<Integer> order = new ArrayList<>();
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < inputs.size(); i++) {
        order.add(i);
      }
    }
    Collections.shuffle(order, new Random(20260101L));
    for (int i : order) {
      assertEquals(
          fresh.get(i),
          one.evaluate(inputs.get(i)),
          "an evaluation depends on earlier calls; an agent keeps nothing between them: "
              + inputs.get(i));
    }
  }

  @Test
  public void bearsEveryValueBeingMissing() {
    for (AgentInput input : variants()) {
      assertNotNull(agent().evaluate(input), "an agent always gives an evaluation: " + input);
    }
  }

  @Test
  public void givesAFiniteScoreOrNone() {
    for (AgentInput input : variants()) {
      Double score = agent().evaluate(input).score();
      assertTrue(score == null || Double.isFinite(score), "score is " + score + " for " + input);
    }
  }

  @Test
  public void proposesOnlyWhatItDeclares() {
    for (AgentInput input : variants()) {
      Evaluation evaluation = agent().evaluate(input);
      assertFalse(
          !evaluation.triggered() && !evaluation.proposals().isEmpty(),
          "an agent that is not triggered proposes nothing: " + input);
      assertTrue(
          evaluation.proposals().size() <= Agent.MAX_PROPOSALS,
          "at most " + Agent.MAX_PROPOSALS + " proposals: " + input);
      for (Proposal proposal : evaluation.proposals()) {
        assertTrue(
            declaredActions().contains(proposal.action()),
            "action '" + proposal.action() + "' is not declared: " + declaredActions());
      }
    }
  }

  @Test
  public void givesBoundedArgumentsOfKnownKinds() {
    for (AgentInput input : variants()) {
      for (Proposal proposal : agent().evaluate(input).proposals()) {
        assertNotNull(proposal.undetermined(), proposal.action());
        assertTrue(proposal.undetermined().length() <= Agent.MAX_TEXT, proposal.action());
        assertTrue(proposal.parameters().size() <= Agent.MAX_PARAMETERS, proposal.action());
        assertAll(proposal.parameters().values().stream().map(a -> () -> assertArgument(a)));
      }
    }
  }

  private static void assertArgument(Argument argument) {
    assertNotNull(argument, "an argument is never null");
    assertNotNull(argument.kind(), "an argument has a kind");
    assertNotNull(argument.text(), "an argument has a text");
    assertTrue(
        Argument.KINDS.contains(argument.kind()),
        "kind '" + argument.kind() + "' of " + Argument.KINDS);
    assertTrue(
        argument.text().length() <= Agent.MAX_TEXT,
        "an argument has at most " + Agent.MAX_TEXT + " characters");
  }

  /**
   * The inputs, each whole, with each single value missing in turn, each feature stale and
   * incomplete too, and with nothing at all.
   */
  private List<AgentInput> variants() {
    List<AgentInput> variants = new ArrayList<>();
    for (AgentInput input : inputs()) {
      variants.add(input);
      variants.add(input.withoutValues());
      for (String feature : input.features().keySet()) {
        for (FeatureStatus status : FeatureStatus.values()) {
          SortedMap<String, FeatureReading> features = new TreeMap<>(input.features());
          features.put(feature, input.reading(feature).with(status));
          variants.add(with(input, input.measures(), input.attributes(), features));
        }
      }
      for (String measure : input.measures().keySet()) {
        SortedMap<String, Double> measures = new TreeMap<>(input.measures());
        measures.remove(measure);
        variants.add(with(input, measures, input.attributes(), input.features()));
      }
      for (String attribute : input.attributes().keySet()) {
        SortedMap<String, String> attributes = new TreeMap<>(input.attributes());
        attributes.remove(attribute);
        variants.add(with(input, input.measures(), attributes, input.features()));
      }
    }
    return variants;
  }

  private static AgentInput with(
      AgentInput input,
      SortedMap<String, Double> measures,
      SortedMap<String, String> attributes,
      SortedMap<String, FeatureReading> features) {
    return new AgentInput(
        input.region(),
        input.entityType(),
        input.entity(),
        input.eventTime(),
        measures,
        attributes,
        features,
        input.violations(),
        input.context());
  }
}
