// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.compress;

import io.sparseout.core.Buffer;
import io.sparseout.core.DType;
import io.sparseout.core.Layer;
import io.sparseout.core.Parameter;
import io.sparseout.core.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * How a network keeps its weights, told from its tensors.
 *
 * @param name {@code dense}, {@code sparse}, {@code int8}, or several with plus signs where layers
 *     differ
 * @param weights how many it keeps that are not zero
 */
record Form(String name, long weights) {
  private static final String QUANTIZED = "int8";

  /** The form of a network. */
  static Form of(Layer network) {
    long dense = 0;
    long sparse = 0;
    long quantized = 0;
    for (Parameter parameter : network.parameters()) {
      dense += isMatrix(parameter.value()) ? notZero(parameter.value()) : 0;
    }
    for (Buffer buffer : network.buffers()) {
      if (isMatrix(buffer.value()) && buffer.value().dtype() == DType.INT8) {
        quantized += notZero(buffer.value());
      } else if (buffer.name().endsWith("values")) {
        sparse += buffer.value().size();
      }
    }
    List<String> names = new ArrayList<>();
    add(names, "dense", dense);
    add(names, "sparse", sparse);
    add(names, QUANTIZED, quantized);
    return new Form(String.join("+", names), dense + sparse + quantized);
  }

  /** Whether a form's name is one of a network with weights of eight bits. */
  static boolean isQuantized(String name) {
    return name.contains(QUANTIZED);
  }

  private static void add(List<String> names, String name, long weights) {
    if (weights > 0) {
      names.add(name);
    }
  }

  private static boolean isMatrix(Tensor tensor) {
    return tensor.shape().rank() >= 2;
  }

  private static long notZero(Tensor tensor) {
    long count = 0;
    for (double value : tensor.toDoubleArray()) {
      count += value != 0 ? 1 : 0;
    }
    return count;
  }
}
