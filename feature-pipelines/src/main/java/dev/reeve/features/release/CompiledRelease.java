package dev.reeve.features.release;

import dev.reeve.features.context.ContextPlans;
import dev.reeve.schema.release.FeatureSetDefinition;
import dev.reeve.schema.release.Release;
import dev.reeve.schema.release.ReleaseBody;
import java.util.List;

/**
 * The feature sets and contexts of a release, compiled, or why they are not.
 *
 * @param sets definitions; none when refused
 * @param plans plans; none when refused
 * @param contexts contexts; none when refused
 * @param refusal what is wrong with them; empty when nothing is
 */
record CompiledRelease(
    List<FeatureSetDefinition> sets, FeaturePlans plans, ContextPlans contexts, String refusal) {

  static CompiledRelease of(byte[] body) {
    try {
      Release release = ReleaseBody.read(body);
      return new CompiledRelease(
          release.featureSets(), FeaturePlans.of(release), ContextPlans.of(release), "");
    } catch (RuntimeException e) {
      // Whatever is wrong with a release must not take down a region that runs another one.
      return new CompiledRelease(
          List.of(), FeaturePlans.NONE, ContextPlans.NONE, String.valueOf(e.getMessage()));
    }
  }
}
