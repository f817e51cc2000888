// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers;

import io.sparseout.core.DType;
import io.sparseout.core.Layer;
import io.sparseout.core.Parameter;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;
import io.sparseout.core.random.RandomStream;
import java.util.Arrays;
import java.util.List;

/**
 * A vector for each of some numbered things, such as the words of a vocabulary. Takes INT32 of any
 * shape, {@code [...]}, gives {@code [..., size]}; the vectors are the rows of {@code weight},
 * {@code [count, size]}.
 */
public final class Embedding implements Layer {
  private final Parameter weight;
  private final Layer words;

  /**
   * Vectors with PyTorch's default initialization, standard normal. Takes one step of the stream.
   *
   * @throws IllegalArgumentException unless both numbers are 1 or more
   */
  public Embedding(int count, int size, RandomStream random) {
    this(Initialization.normal(1).tensor(random, count, size));
  }

  /** Given vectors, {@code [count, size]}, which become the layer's. */
  public Embedding(Tensor weight) {
    this(weight, null);
  }

  /**
   * Given vectors with a regularizer for whole words: one random draw decides on all elements of a
   * vector, and on every occurrence of it in a batch. With Dropout this is the embedding dropout of
   * Gal and Ghahramani 2016.
   *
   * @param weight {@code [count, size]}; becomes the layer's
   * @param words applied to the vectors that are looked up; null for nothing
   */
  public Embedding(Tensor weight, Layer words) {
    if (weight.shape().rank() != 2 || weight.size() == 0) {
      throw new IllegalArgumentException(
          "embedding: the weight is [count, size], each 1 or more, not " + weight.shape());
    }
    this.weight = new Parameter("weight", weight);
    this.words = words;
  }

  /**
   * Looks vectors up.
   *
   * @throws IllegalArgumentException if x is not INT32, or a number is not from 0 to count - 1
   */
  @Override
  public Tensor forward(Tensor x, Pass pass) {
    if (x.dtype() != DType.INT32) {
      throw new IllegalArgumentException(
          "embedding: takes INT32 numbers from 0 to "
              + (weight.value().shape().dim(0) - 1)
              + ", not "
              + x.dtype());
    }
    Tensor numbers = x.reshape(x.size());
    requireKnown(numbers.toIntArray());
    Tensor rows = weight.value().gather(numbers);
    if (words != null && pass.isTraining()) {
      rows = pass.callByRow("words", words, rows, numbers);
    }
    int[] dims = Arrays.copyOf(x.shape().dims(), x.shape().rank() + 1);
    dims[dims.length - 1] = weight.value().shape().dim(1);
    return rows.reshape(dims);
  }

  private void requireKnown(int... numbers) {
    int count = weight.value().shape().dim(0);
    for (int i = 0; i < numbers.length; i++) {
      if (numbers[i] < 0 || numbers[i] >= count) {
        throw new IllegalArgumentException(
            "embedding: number "
                + numbers[i]
                + " at place "
                + i
                + " is not from 0 to "
                + (count - 1));
      }
    }
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(weight);
  }
}
