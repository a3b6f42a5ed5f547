package dev.reeve.features;

import dev.reeve.expression.Expression;
import dev.reeve.features.FeatureSetPlan.DerivedFeature;
import dev.reeve.features.FeatureSetPlan.RunningCell;
import dev.reeve.features.FeatureSetPlan.WindowFeature;
import dev.reeve.features.FeatureSetPlan.WindowsCell;
import dev.reeve.features.aggregate.Aggregate;
import dev.reeve.features.aggregate.PartialKind;
import dev.reeve.features.aggregate.RunningAggregate;
import dev.reeve.features.aggregate.WindowAggregate;
import dev.reeve.features.expectation.Expectations;
import dev.reeve.features.window.PaneSharing;
import dev.reeve.features.window.WindowShape;
import dev.reeve.schema.identity.Digest;
import dev.reeve.schema.release.DefinitionShape;
import dev.reeve.schema.release.FeatureDefinition;
import dev.reeve.schema.release.FeatureSetDefinition;
import dev.reeve.schema.release.FeatureType;
import dev.reeve.schema.release.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns a sound definition into a plan. */
final class PlanCompiler {

  private record CellKey(int input, PartialKind kind, WindowShape.Kind windows) {}

  private record Pending(int feature, WindowAggregate aggregate, WindowShape shape) {}

  private final FeatureSetDefinition set;
  private final FeatureExpressions expressions;
  private final List<FeatureInput> inputs = new ArrayList<>();
  private final Map<String, Expression> filters = new LinkedHashMap<>();
  private final Map<CellKey, List<Pending>> windows = new LinkedHashMap<>();
  private final List<RunningCell> running = new ArrayList<>();
  private final List<Long> staleAfter = new ArrayList<>();
  private boolean texts;

  PlanCompiler(FeatureSetDefinition set) {
    this.set = set;
    this.expressions = new FeatureExpressions(set);
  }

  FeatureSetPlan compile() {
    for (int i = 0; i < set.features().size(); i++) {
      FeatureDefinition feature = set.features().get(i);
      staleAfter.add(
          Span.millis(feature.staleAfter() == null ? set.staleAfter() : feature.staleAfter()));
      if (!feature.aggregate().isEmpty()) {
        add(i, feature, Aggregate.named(feature.aggregate()).orElseThrow());
      }
    }
    List<WindowsCell> cells =
        windows.entrySet().stream().map(e -> cell(e.getKey(), e.getValue())).toList();
    return new FeatureSetPlan(
        set,
        Span.millis(set.ttl()),
        List.copyOf(inputs),
        List.copyOf(filters.values()),
        cells,
        List.copyOf(running),
        derived(),
        List.copyOf(staleAfter),
        texts,
        layout(cells),
        Expectations.of(set),
        set.silence() == null ? 0 : Span.millis(set.silence()),
        DefinitionShape.fingerprint(set));
  }

  private void add(int position, FeatureDefinition feature, Aggregate aggregate) {
    texts |= aggregate.valueType() == FeatureType.TEXT;
    FeatureInput input = FeatureInput.of(feature);
    if (!inputs.contains(input)) {
      inputs.add(input);
      if (!input.filter().isEmpty()) {
        filters.computeIfAbsent(
            input.filter(), source -> expressions.filter(source, p -> {}).orElseThrow());
      }
    }
    int index = inputs.indexOf(input);
    if (aggregate instanceof RunningAggregate own) {
      running.add(new RunningCell(index, own, own.complete(feature.parameters()), position));
      return;
    }
    WindowAggregate over = (WindowAggregate) aggregate;
    WindowShape shape = WindowShape.of(feature.window());
    windows
        .computeIfAbsent(new CellKey(index, over.partial(), shape.kind()), k -> new ArrayList<>())
        .add(new Pending(position, over, shape));
  }

  private WindowsCell cell(CellKey key, List<Pending> pending) {
    PaneSharing sharing = PaneSharing.of(pending.stream().map(Pending::shape).toList());
    List<WindowShape> numbered = sharing.windows();
    List<WindowFeature> features =
        pending.stream()
            .map(
                p ->
                    new WindowFeature(
                        numbered.indexOf(p.shape()),
                        p.shape(),
                        p.aggregate(),
                        p.aggregate().complete(set.features().get(p.feature()).parameters()),
                        p.feature()))
            .sorted(Comparator.comparingInt(WindowFeature::window))
            .toList();
    return new WindowsCell(key.input(), key.kind(), sharing, features);
  }

  private List<DerivedFeature> derived() {
    List<DerivedFeature> derived = new ArrayList<>();
    DerivedOrder order = DerivedOrder.of(set);
    for (int feature : order.order()) {
      Expression expression =
          expressions.derived(set.features().get(feature).expression(), p -> {}).orElseThrow();
      derived.add(new DerivedFeature(feature, expression, order.needs(feature)));
    }
    return List.copyOf(derived);
  }

  /** The windows' shapes of running aggregates and what is derived do not shape the state. */
  private long layout(List<WindowsCell> cells) {
    List<String> parts = new ArrayList<>();
    for (WindowsCell cell : cells) {
      parts.add(inputs.get(cell.input()) + " " + cell.kind() + " " + cell.sharing());
    }
    for (RunningCell cell : running) {
      parts.add(inputs.get(cell.input()) + " " + cell.aggregate().title() + cell.parameters());
    }
    return HexFormat.fromHexDigitsToLong(Digest.of(parts.toArray(String[]::new)), 0, 16);
  }
}
