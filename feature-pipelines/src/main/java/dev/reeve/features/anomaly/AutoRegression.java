package dev.reeve.features.anomaly;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * A forecast of the next value as a weighted sum of the last five and a constant, learnt while
 * running by recursive least squares that forgets over some 1,000 values.
 *
 * <p>Source: Haykin, "Adaptive Filter Theory", recursive least squares with exponential forgetting.
 * The covariance starts anew where its arithmetic degenerates, which a constant stream or an
 * overflow brings about. Forecast errors scale with the unit of the values.
 */
final class AutoRegression {

  private static final int ORDER = 5;
  private static final int TERMS = ORDER + 1;
  private static final double FORGETTING = 0.999;
  private static final double INITIAL_COVARIANCE = 1e5;
  private static final double LARGEST_COVARIANCE = 1e12;

  private final double[] weights = new double[TERMS];
  private final double[] terms = new double[TERMS];
  private final double[][] covariance = new double[TERMS][TERMS];

  /** Mean size of the values: the constant term, and the unit of the covariance. */
  private final RunningMean size;

  AutoRegression() {
    size = new RunningMean();
    restart();
  }

  private AutoRegression(RunningMean size) {
    this.size = size;
  }

  /** The absolute error of the forecast of this value, which is then learnt; 0 to begin with. */
  double error(double value) {
    if (size.count() == 0) {
      size.add(Math.abs(value));
      restart();
    }
    terms[ORDER] = size.mean();
    double error = value - forecast();
    learn(error);
    System.arraycopy(terms, 0, terms, 1, ORDER - 1);
    terms[0] = value;
    size.add(Math.abs(value));
    return size.count() <= 2 * ORDER ? 0 : Math.abs(error);
  }

  /** Mean absolute value so far, in the unit of the values. */
  double size() {
    return size.mean();
  }

  private double forecast() {
    double sum = 0;
    for (int i = 0; i < TERMS; i++) {
      sum += weights[i] * terms[i];
    }
    return sum;
  }

  private void learn(double error) {
    double[] gain = new double[TERMS];
    double scale = FORGETTING;
    for (int i = 0; i < TERMS; i++) {
      for (int j = 0; j < TERMS; j++) {
        gain[i] += covariance[i][j] * terms[j];
      }
      scale += terms[i] * gain[i];
    }
    for (int i = 0; i < TERMS; i++) {
      weights[i] += error * gain[i] / scale;
      for (int j = 0; j < TERMS; j++) {
        covariance[i][j] = (covariance[i][j] - gain[i] * gain[j] / scale) / FORGETTING;
      }
    }
    if (isDegenerate()) {
      restart();
    }
  }

  private boolean isDegenerate() {
    double limit = LARGEST_COVARIANCE / unitSquared();
    for (int i = 0; i < TERMS; i++) {
      boolean healthy = covariance[i][i] > 0 && covariance[i][i] < limit;
      if (!healthy || !Double.isFinite(weights[i])) {
        return true;
      }
    }
    return false;
  }

  private void restart() {
    for (int i = 0; i < TERMS; i++) {
      Arrays.fill(covariance[i], 0);
      covariance[i][i] = INITIAL_COVARIANCE / unitSquared();
      weights[i] = Double.isFinite(weights[i]) ? weights[i] : 0;
    }
  }

  private double unitSquared() {
    return size.mean() > 0 ? size.mean() * size.mean() : 1;
  }

  void write(DataOutput out) throws IOException {
    size.write(out);
    for (int i = 0; i < TERMS; i++) {
      out.writeDouble(weights[i]);
      out.writeDouble(terms[i]);
      for (int j = 0; j <= i; j++) {
        out.writeDouble(covariance[i][j]);
      }
    }
  }

  static AutoRegression read(DataInput in) throws IOException {
    AutoRegression read = new AutoRegression(RunningMean.read(in));
    for (int i = 0; i < TERMS; i++) {
      read.weights[i] = in.readDouble();
      read.terms[i] = in.readDouble();
      for (int j = 0; j <= i; j++) {
        read.covariance[i][j] = in.readDouble();
        read.covariance[j][i] = read.covariance[i][j];
      }
    }
    return read;
  }
}
