package dev.reeve.features.aggregate;

import com.amazon.randomcutforest.RandomCutForest;
import com.amazon.randomcutforest.state.RandomCutForestMapper;
import dev.reeve.features.state.StateOutput;
import dev.reeve.schema.identity.Digest;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Map;

/**
 * How easily random cuts part the last values from those before them, by a random cut forest: Guha,
 * Mishra, Roy and Schrijvers, ICML 2016. The last values, as many as a shingle holds, are one
 * point; it is scored, then it joins the sample of each tree by chance, newer points more likely.
 *
 * <p>Random numbers follow from the entity alone and their state is kept, so that the scores repeat
 * in every run. Values enter as 32-bit floats, cut off at ±1e37.
 */
final class ForestScore implements RunningState {

  /** The settings of OpenSearch's anomaly detector, which are made for streams of measurements. */
  static final Parameter TREES = new Parameter("trees", "trees of the forest", 30.0, 1, 100, true);

  static final Parameter SAMPLE_SIZE =
      new Parameter("sample_size", "points that each tree holds", 256.0, 16, 1_024, true);
  static final Parameter SHINGLE_SIZE =
      new Parameter("shingle_size", "values in a row that make a point", 8.0, 1, 64, true);
  static final Parameter TIME_DECAY =
      new Parameter("time_decay", "share of a sample's weight lost with each value", 1e-4, 0, 1);

  private static final int OUTPUT_AFTER = 32;
  private static final int VERSION = 1;
  private static final double GREATEST = 1e37;
  private static final int HEAP_PER_BYTE = 3;

  private final Map<String, Double> parameters;
  private final RandomCutForest forest;
  private int bytes;

  private ForestScore(Map<String, Double> parameters, RandomCutForest forest, int bytes) {
    this.parameters = parameters;
    this.forest = forest;
    this.bytes = bytes;
  }

  static ForestScore start(Map<String, Double> parameters, String entity) {
    long seed = HexFormat.fromHexDigitsToLong(Digest.of(entity), 0, 16);
    int shingle = whole(parameters, SHINGLE_SIZE);
    RandomCutForest forest =
        RandomCutForest.builder()
            .numberOfTrees(whole(parameters, TREES))
            .sampleSize(whole(parameters, SAMPLE_SIZE))
            .shingleSize(shingle)
            .dimensions(shingle)
            .timeDecay(parameters.get(TIME_DECAY.name()))
            .internalShinglingEnabled(true)
            .parallelExecutionEnabled(false)
            .outputAfter(Math.min(OUTPUT_AFTER, whole(parameters, SAMPLE_SIZE)))
            .randomSeed(seed)
            .build();
    return new ForestScore(parameters, forest, 0);
  }

  @Override
  public double add(long eventTime, double value, long now) {
    float[] point = {(float) Math.max(-GREATEST, Math.min(value, GREATEST))};
    double score = forest.getAnomalyScore(point);
    forest.update(point);
    return score;
  }

  /** Without a value there is nothing to score. */
  @Override
  public double unchanged(long now) {
    return Double.NaN;
  }

  /** Whether the sample of each tree is full. */
  @Override
  public boolean isComplete() {
    return forest.getTotalUpdates() >= whole(parameters, SAMPLE_SIZE);
  }

  @Override
  public int heapBytes() {
    return HEAP_PER_BYTE * (bytes == 0 ? ForestBytes.largest(parameters) : bytes);
  }

  @Override
  public void write(StateOutput out) {
    RandomCutForestMapper mapper = new RandomCutForestMapper();
    mapper.setSaveTreeStateEnabled(true);
    StateOutput own = new StateOutput(Math.max(bytes, 4_096));
    ForestBytes.write(mapper.toState(forest), own);
    byte[] state = own.toBytes();
    bytes = state.length;
    out.putByte(VERSION).putBytes(state);
  }

  static ForestScore read(ByteBuffer in, Map<String, Double> parameters) {
    StateOutput.version(in, VERSION, "random_cut_forest");
    byte[] state = StateOutput.bytes(in);
    RandomCutForest forest =
        new RandomCutForestMapper()
            .toModel(ForestBytes.read(ByteBuffer.wrap(state), parameters), ForestBytes.alone(), 0);
    return new ForestScore(parameters, forest, state.length);
  }

  static int whole(Map<String, Double> parameters, Parameter parameter) {
    return parameters.get(parameter.name()).intValue();
  }
}
