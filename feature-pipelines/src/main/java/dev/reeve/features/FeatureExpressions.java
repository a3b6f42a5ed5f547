package dev.reeve.features;

import dev.reeve.expression.Expression;
import dev.reeve.expression.ExpressionCompiler;
import dev.reeve.expression.ExpressionProblem;
import dev.reeve.expression.ExpressionScope;
import dev.reeve.expression.ValueType;
import dev.reeve.expression.Vocabulary;
import dev.reeve.features.aggregate.Aggregate;
import dev.reeve.schema.release.FeatureDefinition;
import dev.reeve.schema.release.FeatureSetDefinition;
import dev.reeve.schema.release.FeatureType;
import java.util.EnumSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Compiles the filters and the derived features of a feature set. */
final class FeatureExpressions {

  private final FeatureSetDefinition set;
  private ExpressionCompiler filters;
  private ExpressionCompiler derived;

  FeatureExpressions(FeatureSetDefinition set) {
    this.set = set;
  }

  /** Compiles a filter: bool, over event, measures and attributes. */
  Optional<Expression> filter(String source, Consumer<ExpressionProblem> problems) {
    if (filters == null) {
      filters = new ExpressionCompiler(eventScope(set));
    }
    return filters.compile(source, EnumSet.of(ValueType.BOOL), problems);
  }

  /** Compiles a derived feature: double, over the features of the set by their names. */
  Optional<Expression> derived(String source, Consumer<ExpressionProblem> problems) {
    if (derived == null) {
      derived = new ExpressionCompiler(featureScope(set));
    }
    return derived.compile(source, EnumSet.of(ValueType.DOUBLE), problems);
  }

  private static ExpressionScope eventScope(FeatureSetDefinition set) {
    TreeMap<String, ValueType> names = new TreeMap<>();
    names.put("event.time", ValueType.INT);
    names.put("event.entity", ValueType.STRING);
    names.put("event.region", ValueType.STRING);
    set.measures().keySet().forEach(name -> names.put("measure." + name, ValueType.DOUBLE));
    set.attributes().keySet().forEach(name -> names.put("attribute." + name, ValueType.STRING));
    return new ExpressionScope(names);
  }

  private static ExpressionScope featureScope(FeatureSetDefinition set) {
    TreeMap<String, ValueType> names = new TreeMap<>();
    for (FeatureDefinition feature : set.features()) {
      if (feature.name() != null && !Vocabulary.RESERVED.contains(feature.name())) {
        names.put(feature.name(), isText(feature) ? ValueType.STRING : ValueType.DOUBLE);
      }
    }
    return new ExpressionScope(names);
  }

  private static boolean isText(FeatureDefinition feature) {
    return Aggregate.named(feature.aggregate())
        .filter(aggregate -> aggregate.valueType() == FeatureType.TEXT)
        .isPresent();
  }
}
