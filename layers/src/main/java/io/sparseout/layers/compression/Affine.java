// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers.compression;

import io.sparseout.core.DType;
import io.sparseout.core.Layer;
import io.sparseout.core.Tensor;
import io.sparseout.layers.Conv2d;
import io.sparseout.layers.Linear;
import java.util.Arrays;

/**
 * What Linear and Conv2d have in common: a weight {@code [outputs, inputs, taps...]}, of which
 * outputs and inputs can be taken out.
 *
 * @param convolution the layer, if it is one; else it is a Linear
 * @param bias null if there is none
 */
record Affine(Conv2d convolution, Tensor weight, Tensor bias) {
  /** A layer as this, null if it is none: what has groups counts as none. */
  static Affine of(Layer layer) {
    if (layer instanceof Linear linear) {
      return new Affine(null, linear.weight().detach(), detached(linear.bias()));
    }
    return layer instanceof Conv2d conv && conv.groups() == 1
        ? new Affine(conv, conv.weight().detach(), detached(conv.bias()))
        : null;
  }

  private static Tensor detached(Tensor tensor) {
    return tensor == null ? null : tensor.detach();
  }

  /** A layer of its own memory. */
  Layer layer() {
    Tensor w = weight.copy();
    Tensor b = bias == null ? null : bias.copy();
    return convolution == null
        ? new Linear(w, b)
        : new Conv2d(w, b, convolution.stride(), convolution.padding(), convolution.dilation(), 1);
  }

  int outputs() {
    return weight.shape().dim(0);
  }

  int inputs() {
    return weight.shape().dim(1);
  }

  int taps() {
    return weight.size() / (outputs() * inputs());
  }

  DType dtype() {
    return weight.dtype();
  }

  /** Whether an input that is constant over the plane adds the same to every output. */
  boolean takesConstants() {
    return convolution == null || convolution.padding() == 0;
  }

  /** The outputs whose weights are all zero: each is its bias, whatever the input. */
  boolean[] constantOutputs() {
    double[] values = weight.toDoubleArray();
    boolean[] constant = new boolean[outputs()];
    int row = values.length / constant.length;
    for (int o = 0; o < constant.length; o++) {
      constant[o] = isZero(values, o * row, (o + 1) * row);
    }
    return constant;
  }

  /** The inputs whose weights are all zero: nobody reads them. */
  boolean[] unreadInputs() {
    double[] values = weight.toDoubleArray();
    boolean[] unread = new boolean[inputs()];
    Arrays.fill(unread, true);
    for (int i = 0; i < values.length; i += taps()) {
      unread[i / taps() % unread.length] &= isZero(values, i, i + taps());
    }
    return unread;
  }

  private static boolean isZero(double[] values, int from, int to) {
    boolean zero = true;
    for (int i = from; i < to; i++) {
      zero &= values[i] == 0;
    }
    return zero;
  }

  /** The biases, zeros if there are none. */
  double[] biases() {
    return bias == null ? new double[outputs()] : bias.toDoubleArray();
  }

  Affine keepOutputs(int... outputs) {
    return new Affine(
        convolution, rows(weight, outputs), bias == null ? null : rows(bias, outputs));
  }

  Affine keepInputs(int... inputs) {
    int[] kept = new int[outputs() * inputs.length];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = i / inputs.length * inputs() + inputs[i % inputs.length];
    }
    int[] dims = weight.shape().dims();
    Tensor rows = rows(weight.reshape(outputs() * inputs(), taps()), kept);
    dims[1] = inputs.length;
    return new Affine(convolution, rows.reshape(dims), bias);
  }

  /** With the constant that inputs of fixed values add, given as 0 where they are not to count. */
  Affine fold(double... values) {
    double[] weights = weight.toDoubleArray();
    double[] sums = new double[outputs()];
    for (int i = 0; i < weights.length; i++) {
      double value = values[i / taps() % inputs()];
      // Not 0 * w, which is NaN where w is not finite.
      sums[i / (inputs() * taps())] += value == 0 ? 0 : value * weights[i];
    }
    double[] folded = biases();
    for (int o = 0; o < folded.length; o++) {
      folded[o] += sums[o];
    }
    return new Affine(convolution, weight, Tensor.of(folded, folded.length).to(dtype()));
  }

  private static Tensor rows(Tensor values, int... rows) {
    return values.gather(Tensor.of(rows, rows.length));
  }
}
