// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers.compression;

import io.sparseout.core.Channelwise;
import io.sparseout.core.DType;
import io.sparseout.core.Layer;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;
import io.sparseout.layers.AvgPool2d;
import io.sparseout.layers.BatchNorm1d;
import io.sparseout.layers.BatchNorm2d;
import io.sparseout.layers.Flatten;
import io.sparseout.layers.Gelu;
import io.sparseout.layers.GlobalAvgPool2d;
import io.sparseout.layers.LeakyRelu;
import io.sparseout.layers.MaxPool2d;
import io.sparseout.layers.Relu;
import io.sparseout.layers.Sigmoid;
import io.sparseout.layers.Tanh;
import java.util.Set;

/**
 * What is known, whatever the input, of the channels or features at a place between two layers.
 *
 * @param planes whether a channel is a plane of pixels; else it is one feature
 * @param constant by channel, whether it is always the same
 * @param value by channel, that value where it is constant; 0 where it is not
 */
record Signal(DType dtype, boolean planes, boolean[] constant, double[] value) {
  private static final Set<Class<?>> ELEMENTWISE =
      Set.of(Relu.class, LeakyRelu.class, Sigmoid.class, Tanh.class, Gelu.class);

  /** What leaves an affine layer. */
  static Signal after(Affine layer) {
    return of(layer.dtype(), layer.convolution() != null, layer.constantOutputs(), layer.biases());
  }

  /** Counts as constant only what is finite. */
  private static Signal of(DType dtype, boolean planes, boolean[] constant, double[] value) {
    boolean[] known = constant.clone();
    double[] values = value.clone();
    for (int c = 0; c < known.length; c++) {
      known[c] &= Double.isFinite(values[c]);
      values[c] = known[c] ? values[c] : 0;
    }
    return new Signal(dtype, planes, known, values);
  }

  int channels() {
    return constant.length;
  }

  /**
   * What leaves a layer that stands between two affine ones.
   *
   * @param features how many features each plane becomes where it is flattened
   * @return null if channels cannot be followed through the layer
   */
  Signal through(Layer layer, int features) {
    if (layer instanceof Flatten) {
      return planes ? flattened(features) : this;
    }
    if (layer instanceof BatchNorm1d norm) {
      return planes || norm.numFeatures() != channels() ? null : normalized(norm);
    }
    if (layer instanceof BatchNorm2d norm) {
      return !planes || norm.numFeatures() != channels() ? null : normalized(norm);
    }
    if (layer instanceof MaxPool2d) {
      return planes ? this : null;
    }
    if (layer instanceof AvgPool2d pool) {
      return planes ? (pool.padding() == 0 ? this : onlyZeros()) : null;
    }
    if (layer instanceof GlobalAvgPool2d) {
      return planes ? new Signal(dtype, false, constant, value) : null;
    }
    if (ELEMENTWISE.contains(layer.getClass())) {
      return of(dtype, planes, constant, applied(layer));
    }
    if (Identities.isIdentity(layer, dtype, planes, channels())) {
      return this;
    }
    return layer instanceof Channelwise
        ? new Signal(dtype, planes, new boolean[channels()], new double[channels()])
        : null;
  }

  private Signal flattened(int features) {
    boolean[] constants = new boolean[channels() * features];
    double[] values = new double[constants.length];
    for (int i = 0; i < constants.length; i++) {
      constants[i] = constant[i / features];
      values[i] = value[i / features];
    }
    return new Signal(dtype, false, constants, values);
  }

  /** A zero among the weights of a normalization makes a constant of its bias. */
  private Signal normalized(Layer norm) {
    double[] weight = norm.parameters().get(0).value().toDoubleArray();
    boolean[] constants = constant.clone();
    for (int c = 0; c < constants.length; c++) {
      constants[c] |= weight[c] == 0;
    }
    return of(dtype, planes, constants, applied(norm));
  }

  /** A border of zeros leaves only zero planes constant. */
  private Signal onlyZeros() {
    boolean[] zero = new boolean[channels()];
    for (int c = 0; c < zero.length; c++) {
      zero[c] = constant[c] && value[c] == 0;
    }
    return new Signal(dtype, planes, zero, new double[channels()]);
  }

  /** What the layer makes of the values. */
  private double[] applied(Layer layer) {
    int[] shape = planes ? new int[] {1, channels(), 1, 1} : new int[] {1, channels()};
    try (Pass pass = Pass.evaluation()) {
      return layer.forward(pass.input(Tensor.of(value, shape).to(dtype)), pass).toDoubleArray();
    }
  }
}
