// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers;

import io.sparseout.core.Buffer;
import io.sparseout.core.ChannelStatistics;
import io.sparseout.core.Layer;
import io.sparseout.core.Parameter;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;
import java.util.List;

/** What batch normalization is over any number of axes: parameters, running statistics, update. */
final class ChannelNorm implements Layer {
  private final String name;
  private final double epsilon;
  private final double momentum;
  private final Parameter weight;
  private final Parameter bias;
  private final Buffer runningMean;
  private final Buffer runningVariance;
  private final Buffer batches;

  /** A normalization; the name is for errors. */
  ChannelNorm(String name, int numFeatures, double epsilon, double momentum) {
    require(numFeatures >= 1, name, "numFeatures is 1 or more", numFeatures);
    require(
        epsilon > 0 && epsilon < Double.POSITIVE_INFINITY,
        name,
        "epsilon is finite and more than 0",
        epsilon);
    require(momentum >= 0 && momentum <= 1, name, "momentum is from 0 to 1", momentum);
    this.name = name;
    this.epsilon = epsilon;
    this.momentum = momentum;
    this.weight = new Parameter("weight", Tensor.full(1, numFeatures));
    this.bias = new Parameter("bias", Tensor.zeros(numFeatures));
    this.runningMean = new Buffer("running_mean", Tensor.zeros(numFeatures));
    this.runningVariance = new Buffer("running_var", Tensor.full(1, numFeatures));
    this.batches = new Buffer("num_batches_tracked", Tensor.of(new int[1], new int[0]));
  }

  int numFeatures() {
    return weight.value().size();
  }

  double epsilon() {
    return epsilon;
  }

  double momentum() {
    return momentum;
  }

  /** A normalization of some of the channels, with copies of what this one has for them. */
  ChannelNorm keep(int... channels) {
    ChannelNorm kept = new ChannelNorm(name, channels.length, epsilon, momentum);
    for (int i = 0; i < parameters().size(); i++) {
      Tensor own = parameters().get(i).value();
      kept.parameters().get(i).convert(own.dtype());
      kept.parameters().get(i).value().assign(rows(own, channels));
    }
    for (int i = 0; i < buffers().size(); i++) {
      Tensor own = buffers().get(i).value();
      kept.buffers().get(i).convert(own.dtype());
      kept.buffers().get(i).value().assign(own == batches.value() ? own : rows(own, channels));
    }
    return kept;
  }

  private static Tensor rows(Tensor values, int... channels) {
    return values.detach().gather(Tensor.of(channels, channels.length));
  }

  /** Normalizes {@code [n, numFeatures, ...]}, whose shape has been checked. */
  @Override
  public Tensor forward(Tensor x, Pass pass) {
    return x.batchNorm(
        pass.isTraining() ? batchStatistics(x) : runningStatistics(),
        weight.value(),
        bias.value(),
        epsilon);
  }

  private ChannelStatistics runningStatistics() {
    return ChannelStatistics.given(runningMean.value(), runningVariance.value());
  }

  private ChannelStatistics batchStatistics(Tensor x) {
    double count = (double) x.size() / numFeatures();
    if (!(count > 1)) {
      throw new IllegalArgumentException(
          name + ": training needs more than one value per channel, not " + x.shape());
    }
    ChannelStatistics statistics = ChannelStatistics.of(x);
    follow(runningMean, statistics.mean());
    follow(runningVariance, statistics.variance().times(count / (count - 1)));
    batches.value().assign(Tensor.of(new int[] {(int) batches.value().item() + 1}, new int[0]));
    return statistics;
  }

  /** running = (1 - momentum) running + momentum value. */
  private void follow(Buffer running, Tensor value) {
    Tensor kept = running.value().times(1 - momentum);
    running.value().assign(value.times(momentum).plus(kept));
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(weight, bias);
  }

  @Override
  public List<Buffer> buffers() {
    return List.of(runningMean, runningVariance, batches);
  }

  private static void require(boolean valid, String name, String range, Number value) {
    if (!valid) {
      throw new IllegalArgumentException(name + ": " + range + ", not " + value);
    }
  }

  @Override
  public String toString() {
    return "(" + numFeatures() + ", " + epsilon + ", " + momentum + ")";
  }
}
