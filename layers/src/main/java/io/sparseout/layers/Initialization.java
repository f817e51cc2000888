// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers;

import io.sparseout.core.Tensor;
import io.sparseout.core.random.RandomStream;

/**
 * How a weight starts. Of a weight {@code [out, in, ...]}, fanIn is the number of elements a row,
 * fanOut that times out/in; of a vector, both are its length.
 */
@FunctionalInterface
public interface Initialization {
  /** A new FLOAT32 tensor; takes one step of the stream. */
  Tensor tensor(RandomStream random, int... shape);

  /** Uniform on [-bound, bound). */
  static Initialization uniform(double bound) {
    return (random, shape) -> {
      Tensor tensor = Tensor.zeros(shape);
      float[] values = random.next().uniforms(tensor.size());
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) ((2.0 * values[i] - 1) * bound);
      }
      return Tensor.of(values, shape);
    };
  }

  /** Normal with mean 0 and the given standard deviation. */
  static Initialization normal(double deviation) {
    return (random, shape) -> {
      Tensor tensor = Tensor.zeros(shape);
      double[] draws = random.next().normals(tensor.size());
      float[] values = new float[draws.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (draws[i] * deviation);
      }
      return Tensor.of(values, shape);
    };
  }

  /** Uniform within gain sqrt(6 / (fanIn + fanOut)); Glorot and Bengio 2010. */
  static Initialization xavierUniform(double gain) {
    return (random, shape) ->
        uniform(gain * Math.sqrt(6 / (fanIn(shape) + fanOut(shape)))).tensor(random, shape);
  }

  /** Normal with standard deviation gain sqrt(2 / (fanIn + fanOut)); Glorot and Bengio 2010. */
  static Initialization xavierNormal(double gain) {
    return (random, shape) ->
        normal(gain * Math.sqrt(2 / (fanIn(shape) + fanOut(shape)))).tensor(random, shape);
  }

  /**
   * Uniform within sqrt(6 / ((1 + slope^2) fanIn)); He et al. 2015.
   *
   * @param slope of the leaky ReLU that follows, 0 for ReLU
   */
  static Initialization kaimingUniform(double slope) {
    return (random, shape) ->
        uniform(Math.sqrt(6 / ((1 + slope * slope) * fanIn(shape)))).tensor(random, shape);
  }

  /**
   * Normal with standard deviation sqrt(2 / ((1 + slope^2) fanIn)); He et al. 2015.
   *
   * @param slope of the leaky ReLU that follows, 0 for ReLU
   */
  static Initialization kaimingNormal(double slope) {
    return (random, shape) ->
        normal(Math.sqrt(2 / ((1 + slope * slope) * fanIn(shape)))).tensor(random, shape);
  }

  private static double fanIn(int... shape) {
    return shape.length < 2 ? size(shape) : size(shape) / shape[0];
  }

  private static double fanOut(int... shape) {
    return shape.length < 2 ? size(shape) : size(shape) / shape[1];
  }

  private static double size(int... shape) {
    double size = 1;
    for (int dim : shape) {
      size *= dim;
    }
    return size;
  }
}
