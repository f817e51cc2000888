// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers;

import io.sparseout.core.Layer;
import io.sparseout.core.Parameter;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;
import io.sparseout.core.random.RandomStream;
import java.util.List;

/**
 * The affine map y = x W^T + b. Takes {@code [..., inFeatures]}, gives {@code [..., outFeatures]};
 * W is {@code weight}, {@code [outFeatures, inFeatures]}, and b is {@code bias}, {@code
 * [outFeatures]}. In training, W is as the pass's {@link Pass#weightNoise} perturbs it.
 */
public final class Linear implements Layer {
  private final int inFeatures;
  private final int outFeatures;
  private final Parameter weight;
  private final Parameter bias;

  /**
   * A map with PyTorch's default initialization: both W and b uniform within 1/sqrt(inFeatures).
   * Takes two steps of the stream.
   *
   * @throws IllegalArgumentException unless both numbers of features are 1 or more
   */
  public Linear(int inFeatures, int outFeatures, RandomStream random) {
    this(
        Initialization.uniform(bound(inFeatures, outFeatures))
            .tensor(random, outFeatures, inFeatures),
        Initialization.uniform(bound(inFeatures, outFeatures)).tensor(random, outFeatures));
  }

  /**
   * A map with the given weight and bias.
   *
   * @param weight {@code [outFeatures, inFeatures]}; becomes the layer's
   * @param bias {@code [outFeatures]}, or null for none; becomes the layer's
   */
  public Linear(Tensor weight, Tensor bias) {
    if (weight.shape().rank() != 2 || weight.size() == 0) {
      throw new IllegalArgumentException(
          "linear: the weight is [outFeatures, inFeatures], each 1 or more, not " + weight.shape());
    }
    outFeatures = weight.shape().dim(0);
    inFeatures = weight.shape().dim(1);
    if (bias != null && (bias.shape().rank() != 1 || bias.size() != outFeatures)) {
      throw new IllegalArgumentException(
          "linear: the bias is [" + outFeatures + "], not " + bias.shape());
    }
    this.weight = new Parameter("weight", weight);
    this.bias = bias == null ? null : new Parameter("bias", bias);
  }

  @Override
  public Tensor forward(Tensor x, Pass pass) {
    int rank = x.shape().rank();
    if (rank == 0 || x.shape().dim(-1) != inFeatures) {
      throw new IllegalArgumentException(
          "linear: takes [..., " + inFeatures + "], not " + x.shape());
    }
    if (rank == 2) {
      return map(x, pass);
    }
    int[] dims = x.shape().dims();
    dims[rank - 1] = outFeatures;
    return map(x.reshape(-1, inFeatures), pass).reshape(dims);
  }

  private Tensor map(Tensor x, Pass pass) {
    Tensor b = bias == null ? null : bias.value();
    return pass.weightNoise().linear(x, pass.use(weight), b, pass);
  }

  /** W, the parameter's value. */
  public Tensor weight() {
    return weight.value();
  }

  /** b, the parameter's value, or null if there is none. */
  public Tensor bias() {
    return bias == null ? null : bias.value();
  }

  @Override
  public List<Parameter> parameters() {
    return bias == null ? List.of(weight) : List.of(weight, bias);
  }

  private static double bound(int inFeatures, int outFeatures) {
    if (inFeatures < 1 || outFeatures < 1) {
      throw new IllegalArgumentException(
          "linear: inFeatures and outFeatures are 1 or more, not "
              + inFeatures
              + " and "
              + outFeatures);
    }
    return 1 / Math.sqrt(inFeatures);
  }

  @Override
  public String toString() {
    return "Linear(" + inFeatures + ", " + outFeatures + ")";
  }
}
