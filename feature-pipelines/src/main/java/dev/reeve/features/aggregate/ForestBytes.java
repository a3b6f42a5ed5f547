package dev.reeve.features.aggregate;

import com.amazon.randomcutforest.config.Precision;
import com.amazon.randomcutforest.state.ExecutionContext;
import com.amazon.randomcutforest.state.RandomCutForestState;
import com.amazon.randomcutforest.state.Version;
import com.amazon.randomcutforest.state.sampler.CompactSamplerState;
import com.amazon.randomcutforest.state.store.NodeStoreState;
import com.amazon.randomcutforest.state.store.PointStoreState;
import com.amazon.randomcutforest.state.tree.CompactRandomCutTreeState;
import dev.reeve.features.state.StateOutput;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The state of a random cut forest as bytes, field by field: what the library's own mapper gives
 * and takes, less what follows from the parameters.
 */
final class ForestBytes {

  private static final int POINT_BYTES = 12;
  private static final int TREE_BYTES = 160;
  private static final int SAMPLE_BYTES = 32;

  private ForestBytes() {}

  /** Upper bound of the bytes: every point of every tree another one, and none of them packed. */
  static int largest(Map<String, Double> parameters) {
    int trees = ForestScore.whole(parameters, ForestScore.TREES);
    int sample = ForestScore.whole(parameters, ForestScore.SAMPLE_SIZE);
    int shingle = ForestScore.whole(parameters, ForestScore.SHINGLE_SIZE);
    int points = trees * sample + 1;
    return 256
        + shingle * Double.BYTES
        + points * (shingle * Float.BYTES + POINT_BYTES)
        + trees * (TREE_BYTES + sample * SAMPLE_BYTES);
  }

  /** No threads of its own. */
  static ExecutionContext alone() {
    ExecutionContext context = new ExecutionContext();
    context.setParallelExecutionEnabled(false);
    return context;
  }

  static void write(RandomCutForestState state, StateOutput out) {
    out.putLong(state.getTotalUpdates()).putInt(state.getOutputAfter());
    write(state.getPointStoreState(), out);
    for (CompactSamplerState sampler : state.getCompactSamplerStates()) {
      write(sampler, out);
    }
    for (CompactRandomCutTreeState tree : state.getCompactRandomCutTreeStates()) {
      write(tree, out);
    }
  }

  static RandomCutForestState read(ByteBuffer in, Map<String, Double> parameters) {
    int trees = ForestScore.whole(parameters, ForestScore.TREES);
    int sample = ForestScore.whole(parameters, ForestScore.SAMPLE_SIZE);
    int shingle = ForestScore.whole(parameters, ForestScore.SHINGLE_SIZE);
    double timeDecay = parameters.get(ForestScore.TIME_DECAY.name());
    RandomCutForestState state = new RandomCutForestState();
    state.setNumberOfTrees(trees);
    state.setDimensions(shingle);
    state.setTimeDecay(timeDecay);
    state.setSampleSize(sample);
    state.setShingleSize(shingle);
    state.setTotalUpdates(in.getLong());
    state.setOutputAfter(in.getInt());
    state.setCompact(true);
    state.setCompressed(true);
    state.setInternalShinglingEnabled(true);
    state.setBoundingBoxCacheFraction(1);
    state.setPrecision(Precision.FLOAT_32.name());
    state.setCurrentlySampling(true);
    state.setSaveCoordinatorStateEnabled(true);
    state.setSaveSamplerStateEnabled(true);
    state.setSaveTreeStateEnabled(true);
    state.setPointStoreState(readPoints(in, shingle));
    List<CompactSamplerState> samplers = new ArrayList<>(trees);
    for (int i = 0; i < trees; i++) {
      samplers.add(readSampler(in, sample, timeDecay));
    }
    state.setCompactSamplerStates(samplers);
    List<CompactRandomCutTreeState> treeStates = new ArrayList<>(trees);
    for (int i = 0; i < trees; i++) {
      treeStates.add(readTree(in, sample, shingle));
    }
    state.setCompactRandomCutTreeStates(treeStates);
    return state;
  }

  private static void write(PointStoreState points, StateOutput out) {
    out.putInt(points.getCapacity()).putInt(points.getCurrentStoreCapacity());
    out.putInt(points.getIndexCapacity()).putInt(points.getStartOfFreeSegment());
    out.putLong(points.getLastTimeStamp()).putByte(points.isRotationEnabled() ? 1 : 0);
    out.putBytes(points.getPointData());
    write(points.getRefCount(), out);
    write(points.getLocationList(), out);
    write(points.getDuplicateRefs(), out);
    for (double value : points.getInternalShingle()) {
      out.putDouble(value);
    }
  }

  private static PointStoreState readPoints(ByteBuffer in, int shingle) {
    PointStoreState points = new PointStoreState();
    points.setVersion(Version.V3_0);
    points.setCompressed(true);
    points.setDimensions(shingle);
    points.setShingleSize(shingle);
    points.setPrecision(Precision.FLOAT_32.name());
    points.setInternalShinglingEnabled(true);
    points.setDynamicResizingEnabled(true);
    points.setCapacity(in.getInt());
    points.setCurrentStoreCapacity(in.getInt());
    points.setIndexCapacity(in.getInt());
    points.setStartOfFreeSegment(in.getInt());
    points.setLastTimeStamp(in.getLong());
    points.setRotationEnabled(in.get() == 1);
    points.setPointData(StateOutput.bytes(in));
    points.setRefCount(readInts(in));
    points.setLocationList(readInts(in));
    points.setDuplicateRefs(readInts(in));
    double[] last = new double[shingle];
    for (int i = 0; i < shingle; i++) {
      last[i] = in.getDouble();
    }
    points.setInternalShingle(last);
    return points;
  }

  private static void write(CompactSamplerState sampler, StateOutput out) {
    out.putInt(sampler.getSize()).putDouble(sampler.getInitialAcceptFraction());
    out.putLong(sampler.getSequenceIndexOfMostRecentTimeDecayUpdate());
    out.putLong(sampler.getMaxSequenceIndex()).putLong(sampler.getRandomSeed());
    for (float weight : sampler.getWeight()) {
      out.putInt(Float.floatToIntBits(weight));
    }
    write(sampler.getPointIndex(), out);
  }

  private static CompactSamplerState readSampler(ByteBuffer in, int capacity, double timeDecay) {
    CompactSamplerState sampler = new CompactSamplerState();
    sampler.setCompressed(true);
    sampler.setCapacity(capacity);
    sampler.setTimeDecay(timeDecay);
    sampler.setSize(in.getInt());
    sampler.setInitialAcceptFraction(in.getDouble());
    sampler.setSequenceIndexOfMostRecentTimeDecayUpdate(in.getLong());
    sampler.setMaxSequenceIndex(in.getLong());
    sampler.setRandomSeed(in.getLong());
    float[] weights = new float[sampler.getSize()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = Float.intBitsToFloat(in.getInt());
    }
    sampler.setWeight(weights);
    sampler.setPointIndex(readInts(in));
    return sampler;
  }

  private static void write(CompactRandomCutTreeState tree, StateOutput out) {
    NodeStoreState nodes = tree.getNodeStoreState();
    out.putInt(tree.getRoot()).putInt(tree.getOutputAfter()).putLong(tree.getSeed());
    out.putInt(nodes.getCapacity()).putInt(nodes.getSize());
    out.putByte(nodes.isCanonicalAndNotALeaf() ? 1 : 0);
    if (nodes.isCanonicalAndNotALeaf()) {
      write(nodes.getLeftIndex(), out);
      write(nodes.getRightIndex(), out);
      write(nodes.getCutDimension(), out);
      out.putBytes(nodes.getCutValueData());
    }
  }

  private static CompactRandomCutTreeState readTree(ByteBuffer in, int capacity, int dimensions) {
    CompactRandomCutTreeState tree = new CompactRandomCutTreeState();
    NodeStoreState nodes = new NodeStoreState();
    tree.setVersion(Version.V3_0);
    tree.setMaxSize(capacity);
    tree.setDimensions(dimensions);
    tree.setPartialTreeState(true);
    tree.setBoundingBoxCacheFraction(1);
    tree.setNodeStoreState(nodes);
    tree.setRoot(in.getInt());
    tree.setOutputAfter(in.getInt());
    tree.setSeed(in.getLong());
    nodes.setVersion(Version.V3_0);
    nodes.setCompressed(true);
    nodes.setPartialTreeStateEnabled(true);
    nodes.setPrecision(Precision.FLOAT_32.name());
    nodes.setCapacity(in.getInt());
    nodes.setSize(in.getInt());
    nodes.setCanonicalAndNotALeaf(in.get() == 1);
    if (nodes.isCanonicalAndNotALeaf()) {
      nodes.setLeftIndex(readInts(in));
      nodes.setRightIndex(readInts(in));
      nodes.setCutDimension(readInts(in));
      nodes.setCutValueData(StateOutput.bytes(in));
    }
    return tree;
  }

  private static void write(int[] numbers, StateOutput out) {
    out.putInt(numbers.length);
    for (int number : numbers) {
      out.putInt(number);
    }
  }

  private static int[] readInts(ByteBuffer in) {
    int[] numbers = new int[in.getInt()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = in.getInt();
    }
    return numbers;
  }
}
