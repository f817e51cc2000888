// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers.compression;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparseout.core.Buffer;
import io.sparseout.core.DType;
import io.sparseout.core.Layer;
import io.sparseout.core.Parameter;
import io.sparseout.core.Pass;
import io.sparseout.core.Shape;
import io.sparseout.core.Tensor;
import io.sparseout.core.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** Networks with parts set to zero, for tests. */
final class Zeroed {
  private Zeroed() {}

  /** Gives every parameter and statistic values other than those a layer starts with. */
  static <T extends Layer> T filled(T model) {
    RandomStream random = RandomStream.of(3);
    for (Parameter parameter : model.parameters()) {
      if (parameter.value().shape().rank() == 1) {
        parameter.value().assign(values(random, 0.1f, parameter.value().shape()));
      }
    }
    for (Buffer buffer : model.buffers()) {
      boolean isWeight = buffer.name().contains("weight"); // of a layer for inference
      if (buffer.value().shape().rank() == 1 && !isWeight) {
        float least = buffer.name().endsWith("var") ? 0.5f : -0.3f;
        buffer.value().assign(values(random, least, buffer.value().shape()));
      }
    }
    return model;
  }

  /** Numbers from least to least + 1. */
  static Tensor values(RandomStream random, float least, Shape shape) {
    float[] values = random.next().uniforms(shape.size());
    for (int i = 0; i < values.length; i++) {
      values[i] += least;
    }
    return Tensor.of(values, shape.dims());
  }

  /** Normal values. */
  static Tensor normals(long seed, int... shape) {
    double[] values = RandomStream.of(seed).next().normals(Shape.of(shape).size());
    return Tensor.of(values, shape).to(DType.FLOAT32);
  }

  /** Sets indices of the first axis of parameters to zero. */
  static void rows(Layer model, IntPredicate which, String... names) {
    for (String name : names) {
      set(model, name, (row, column) -> which.test(row), 0);
    }
  }

  /** Sets indices of the second axis of a parameter to zero. */
  static void columns(Layer model, IntPredicate which, String name) {
    set(model, name, (row, column) -> which.test(column), 0);
  }

  /** A choice of elements by their first two indices. */
  interface Choice {
    boolean test(int row, int column);
  }

  static void set(Layer model, String name, Choice which, float value) {
    Tensor tensor = value(model, name);
    float[] values = tensor.toFloatArray();
    Shape shape = tensor.shape();
    int row = values.length / shape.dim(0);
    int column = shape.rank() > 1 ? row / shape.dim(1) : 1;
    for (int i = 0; i < values.length; i++) {
      if (which.test(i / row, i % row / column)) {
        values[i] = value;
      }
    }
    tensor.assign(Tensor.of(values, shape.dims()));
  }

  static Tensor value(Layer model, String name) {
    return model.parameters().stream()
        .filter(parameter -> parameter.name().equals(name))
        .findFirst()
        .orElseThrow()
        .value();
  }

  static float[] output(Layer model, Tensor x) {
    try (Pass pass = Pass.evaluation()) {
      return model.forward(pass.input(x), pass).toFloatArray();
    }
  }

  /** All parameters and buffers as bits. */
  static List<List<Integer>> bits(Layer model) {
    List<Tensor> tensors = new ArrayList<>();
    model.parameters().forEach(parameter -> tensors.add(parameter.value()));
    model.buffers().forEach(buffer -> tensors.add(buffer.value()));
    List<List<Integer>> bits = new ArrayList<>();
    for (Tensor tensor : tensors) {
      List<Integer> own = new ArrayList<>();
      for (float value : tensor.toFloatArray()) {
        own.add(Float.floatToRawIntBits(value));
      }
      bits.add(own);
    }
    return bits;
  }

  /** The largest difference, as a share of the largest number. */
  static double difference(float[] expected, float[] actual) {
    assertTrue(expected.length == actual.length && expected.length > 0);
    double largest = 0;
    double difference = 0;
    for (int i = 0; i < expected.length; i++) {
      assertTrue(Float.isFinite(expected[i]) && Float.isFinite(actual[i]));
      largest = Math.max(largest, Math.abs(expected[i]));
      difference = Math.max(difference, Math.abs(expected[i] - actual[i]));
    }
    return difference == 0 ? 0 : difference / largest;
  }

  static List<String> names(Layer model) {
    return model.parameters().stream().map(Parameter::toString).toList();
  }
}
