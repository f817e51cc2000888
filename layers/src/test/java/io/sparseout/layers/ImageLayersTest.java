// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sparseout.core.Compute;
import io.sparseout.core.DType;
import io.sparseout.core.Layer;
import io.sparseout.core.Parameter;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;
import io.sparseout.core.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pooling, residual connections, and that no number of threads changes a bit of them. */
class ImageLayersTest {
  private static final float NAN = Float.NaN;
  private static final float INFINITY = Float.POSITIVE_INFINITY;

  static List<Supplier<Layer>> layers() {
    return List.of(
        () -> new MaxPool2d(2),
        () -> new MaxPool2d(3, 2, 1),
        () -> new AvgPool2d(2),
        () -> new AvgPool2d(3, 2, 1),
        GlobalAvgPool2d::new,
        () -> new BatchNorm2d(7),
        () -> Sequential.of(new Flatten(), new BatchNorm1d(7 * 29 * 31)),
        () -> new Residual(Sequential.of(new BatchNorm2d(7), new Relu())));
  }

  @ParameterizedTest
  @MethodSource("layers")
  void noNumberOfThreadsChangesABit(Supplier<Layer> make) {
    int threads = Compute.threads();
    try {
      Compute.setThreads(1);
      List<float[]> expected = run(make.get());
      for (int n : new int[] {2, 3, 8}) {
        Compute.setThreads(n);
        List<float[]> actual = run(make.get());
        for (int i = 0; i < expected.size(); i++) {
          assertArrayEquals(expected.get(i), actual.get(i), n + " threads, result " + i);
        }
      }
    } finally {
      Compute.setThreads(threads);
    }
  }

  /** Output, gradients and buffers of a training pass. */
  private static List<float[]> run(Layer layer) {
    double[] values = RandomStream.of(3).next().normals(9 * 7 * 29 * 31);
    List<float[]> results = new ArrayList<>();
    try (Pass pass = Pass.training(RandomStream.of(1))) {
      Tensor x = pass.variable(Tensor.of(values, 9, 7, 29, 31).to(DType.FLOAT32));
      Tensor y = layer.forward(x, pass);
      results.add(y.toFloatArray());
      pass.backward(y.times(y).mean());
      results.add(pass.gradient(x).toFloatArray());
    }
    for (Parameter parameter : layer.parameters()) {
      results.add(parameter.gradient().toFloatArray());
    }
    layer.buffers().forEach(buffer -> results.add(buffer.value().toFloatArray()));
    return results;
  }

  @Test
  void theGradientGoesToTheFirstMaximum() {
    assertPooled(new float[] {3, 1, 3, 3}, 3, 1, 0, 0, 0);
    assertPooled(new float[] {1, 3, 3, 3}, 3, 0, 1, 0, 0);
    assertPooled(new float[] {-INFINITY, -INFINITY, -INFINITY, -INFINITY}, -INFINITY, 1, 0, 0, 0);
    assertPooled(new float[] {1, INFINITY, NAN, NAN}, NAN, 0, 0, 1, 0);
    assertPooled(new float[] {1, 2, 0, NAN}, NAN, 0, 0, 0, 1);
  }

  /** In a corner of planes of several sizes, whose other elements are 0. */
  private static void assertPooled(float[] corner, float maximum, float... gradient) {
    for (int size : new int[] {2, 4, 34, 67}) {
      for (Layer pool : List.of(new MaxPool2d(2), new MaxPool2d(2, 3, 0))) {
        float[] values = new float[size * size];
        System.arraycopy(corner, 0, values, 0, 2);
        System.arraycopy(corner, 2, values, size, 2);
        try (Pass pass = Pass.training(RandomStream.of(1))) {
          Tensor x = pass.variable(Tensor.of(values, 1, 1, size, size));
          Tensor y = pool.forward(x, pass);
          assertEquals(maximum, y.get(0, 0, 0, 0));
          pass.backward(y, Tensor.full(1, y.shape().dims()));
          Tensor gx = pass.gradient(x);
          assertArrayEquals(
              gradient,
              new float[] {
                (float) gx.get(0, 0, 0, 0),
                (float) gx.get(0, 0, 0, 1),
                (float) gx.get(0, 0, 1, 0),
                (float) gx.get(0, 0, 1, 1)
              },
              pool + " of size " + size);
        }
      }
    }
  }

  @Test
  void theBorderIsNeverTheMaximumAndCountsAsZerosInTheMean() {
    Tensor x = Tensor.full(-4, 1, 1, 2, 2);
    assertArrayEquals(new float[] {-4, -4, -4, -4}, evaluate(new MaxPool2d(2, 2, 1), x));
    assertArrayEquals(new float[] {-1, -1, -1, -1}, evaluate(new AvgPool2d(2, 2, 1), x));
  }

  @Test
  void badNumbersAndShapesAreRefusedByName() {
    assertEquals("maxPool2d: the kernelSize is 1 or more, not 0", refusal(() -> new MaxPool2d(0)));
    assertEquals(
        "avgPool2d: the stride is 1 or more, not 0", refusal(() -> new AvgPool2d(2, 0, 0)));
    assertEquals(
        "maxPool2d: the padding is from 0 to half of the kernelSize 3, not 2",
        refusal(() -> new MaxPool2d(3, 1, 2)));
    assertEquals(
        "maxPool2d: the kernel [5, 5] is larger than the input [1, 2, 2, 9] with padding 1",
        refusal(() -> evaluate(new MaxPool2d(5, 1, 1), Tensor.zeros(1, 2, 2, 9))));
    assertEquals(
        "globalAvgPool2d: takes images of some size, not [1, 2, 0, 3]",
        refusal(() -> evaluate(new GlobalAvgPool2d(), Tensor.zeros(1, 2, 0, 3))));
    assertEquals(
        "residual: the body gives [2, 3], the shortcut [2, 4]",
        refusal(
            () ->
                evaluate(new Residual(new Linear(4, 3, RandomStream.of(1))), Tensor.zeros(2, 4))));
  }

  private static float[] evaluate(Layer layer, Tensor x) {
    try (Pass pass = Pass.evaluation()) {
      return layer.forward(pass.input(x), pass).toFloatArray();
    }
  }

  private static String refusal(Executable call) {
    return assertThrows(IllegalArgumentException.class, call).getMessage();
  }
}
