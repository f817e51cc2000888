// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparseout.core.random.RandomStream;
import java.io.File;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * A row of a module's table of layers, and what every layer keeps. Whoever adds a layer adds a row;
 * {@link #publicLayers} finds what has none.
 *
 * @param make a new layer, the same every time
 * @param features the shape of an example
 * @param axis that of the examples among those of the input and of the output
 * @param numbers how many INT32 numbers the layer tells apart; 0 where it takes floats
 * @param differentiable whether its gradient is to be held against differences
 * @param wrongShape a shape that it does not take, and the beginning of what it says then; null
 *     where it takes every shape
 */
public record LayerCase(
    String name,
    Supplier<Layer> make,
    int[] features,
    int axis,
    int numbers,
    boolean differentiable,
    int[] wrongShape,
    String message) {

  /** A layer that takes every shape. */
  public static LayerCase of(String name, Supplier<Layer> make, int... features) {
    return new LayerCase(name, make, features, 0, 0, true, null, null);
  }

  /** The same layer of sequences, whose first axis is time and whose second one the examples. */
  public LayerCase timeFirst() {
    return new LayerCase(name, make, features, 1, numbers, differentiable, wrongShape, message);
  }

  /** The same layer of INT32 numbers from 0 to count - 1. */
  public LayerCase ofNumbers(int count) {
    return new LayerCase(name, make, features, axis, count, differentiable, wrongShape, message);
  }

  /** The same layer with a shape that it does not take. */
  public LayerCase refusing(String text, int... shape) {
    return new LayerCase(name, make, features, axis, numbers, differentiable, shape, text);
  }

  /**
   * The same layer, whose gradient is by design not the derivative; or a model of so many ReLUs
   * that a difference meets the corner of one, whose gradient is held against PyTorch's instead.
   */
  public LayerCase withoutGradientCheck() {
    return new LayerCase(name, make, features, axis, numbers, false, wrongShape, message);
  }

  /** The public classes of a class's package that implement {@link Layer}, by simple name. */
  public static Set<String> publicLayers(Class<?> neighbour) throws Exception {
    return publicClasses(neighbour, Layer.class);
  }

  /** The public classes, not abstract ones, of a class's package that are of a type. */
  public static Set<String> publicClasses(Class<?> neighbour, Class<?> kind) throws Exception {
    String folder = neighbour.getPackageName().replace('.', '/');
    File place = new File(neighbour.getProtectionDomain().getCodeSource().getLocation().toURI());
    Set<String> names = new TreeSet<>();
    for (File file : new File(place, folder).listFiles((dir, name) -> name.endsWith(".class"))) {
      String name = file.getName().substring(0, file.getName().length() - ".class".length());
      Class<?> type = Class.forName(neighbour.getPackageName() + "." + name);
      boolean offered =
          Modifier.isPublic(type.getModifiers()) && !Modifier.isAbstract(type.getModifiers());
      if (offered && kind.isAssignableFrom(type)) {
        names.add(type.getSimpleName());
      }
    }
    return names;
  }

  /** Runs all the checks. */
  public void check() {
    if (differentiable) {
      checkGradient();
    }
    checkFloatsAgreeWithDoubles();
    checkSameSeedSameBits();
    checkExamplesAreIndependent();
    assertEquals(0, run(0, false).length, name + ": of no examples");
    checkParameterNames();
    checkChannelsAreIndependent();
    if (wrongShape != null) {
      Layer layer = make.get();
      try (Pass pass = Pass.evaluation()) {
        Tensor x = pass.input(typed(Tensor.zeros(wrongShape), DType.FLOAT32));
        IllegalArgumentException error =
            assertThrows(IllegalArgumentException.class, () -> layer.forward(x, pass));
        assertTrue(error.getMessage().startsWith(message), error.getMessage());
      }
    }
  }

  private void checkGradient() {
    for (int seed = 0; seed < 8; seed++) {
      Layer layer = make.get();
      convert(layer, DType.FLOAT64);
      Tensor x = typed(input(seed % 2 == 0 ? 3 : 1, seed), DType.FLOAT64);
      GradientCheck.check(
          name + ", seed " + seed,
          (inputs, pass) -> layer.forward(inputs.get(0), pass),
          List.of(x),
          layer.parameters());
    }
  }

  private void checkFloatsAgreeWithDoubles() {
    List<List<double[]>> both = new ArrayList<>();
    for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
      Layer layer = make.get();
      convert(layer, dtype);
      both.add(
          GradientCheck.gradients(
              (inputs, pass) -> layer.forward(inputs.get(0), pass),
              List.of(typed(input(3, 1), dtype)),
              layer.parameters()));
    }
    for (int i = 0; i < both.get(0).size(); i++) {
      for (int j = 0; j < both.get(0).get(i).length; j++) {
        double exact = both.get(1).get(i)[j];
        double tolerance = 1e-4 * Math.max(1, Math.abs(exact));
        assertEquals(exact, both.get(0).get(i)[j], tolerance, name + ", gradient " + i);
      }
    }
  }

  private static void convert(Layer layer, DType dtype) {
    layer.parameters().forEach(parameter -> parameter.convert(dtype));
    layer.buffers().forEach(buffer -> buffer.convert(dtype));
  }

  private void checkSameSeedSameBits() {
    assertArrayEquals(run(5, true), run(5, true), name);
    assertArrayEquals(run(5, false), run(5, false), name);
  }

  /** In evaluation, an example's output is the same bits in any company. */
  private void checkExamplesAreIndependent() {
    Layer layer = make.get();
    Tensor all = input(5, 1);
    for (int i = 0; i < 5; i++) {
      try (Pass pass = Pass.evaluation()) {
        Tensor together = layer.forward(pass.input(all), pass).slice(axis, i, i + 1);
        Tensor alone = layer.forward(pass.input(all.slice(axis, i, i + 1)), pass);
        assertArrayEquals(together.toFloatArray(), alone.toFloatArray(), name + ", example " + i);
      }
    }
  }

  /**
   * The law of {@link Channelwise}: keep(c) of x[:, c] is the whole's output [:, c], bit for bit.
   */
  private void checkChannelsAreIndependent() {
    if (!(make.get() instanceof Channelwise layer)) {
      return;
    }
    fill(layer);
    Tensor x = input(5, 1);
    int all = x.shape().dim(1);
    int[][] choices = {{0}, {all - 1}, IntStream.range(0, all).filter(c -> c % 2 == 0).toArray()};
    try (Pass pass = Pass.evaluation()) {
      Tensor whole = layer.forward(pass.input(x), pass);
      for (int[] channels : choices) {
        Tensor part = layer.keep(channels).forward(pass.input(channels(x, channels)), pass);
        assertArrayEquals(
            channels(whole, channels).toFloatArray(),
            part.toFloatArray(),
            name + ", channels " + Arrays.toString(channels));
      }
    }
  }

  /** Gives parameters and statistics values of which no two are equal. */
  private static void fill(Layer layer) {
    List<Tensor> tensors = new ArrayList<>();
    layer.parameters().forEach(parameter -> tensors.add(parameter.value()));
    layer.buffers().forEach(buffer -> tensors.add(buffer.value()));
    RandomStream random = RandomStream.of(3);
    for (Tensor tensor : tensors) {
      tensor.assign(Tensor.of(random.next().uniforms(tensor.size()), tensor.shape().dims()));
    }
  }

  private static Tensor channels(Tensor x, int... channels) {
    List<Tensor> slices = new ArrayList<>();
    for (int c : channels) {
      slices.add(x.slice(1, c, c + 1));
    }
    return Tensor.concatenate(slices, 1);
  }

  private void checkParameterNames() {
    Layer layer = make.get();
    List<String> names = new ArrayList<>();
    layer.parameters().forEach(parameter -> names.add(parameter.name()));
    layer.buffers().forEach(buffer -> names.add(buffer.name()));
    assertEquals(names.size(), Set.copyOf(names).size(), name + " has names twice: " + names);
  }

  private float[] run(int examples, boolean training) {
    Layer layer = make.get();
    try (Pass pass = training ? Pass.training(RandomStream.of(4)) : Pass.evaluation()) {
      return layer.forward(pass.input(input(examples, 1)), pass).toFloatArray();
    }
  }

  /** An input for parameters of a type; numbers stay numbers. */
  private Tensor typed(Tensor input, DType dtype) {
    return input.to(numbers > 0 ? DType.INT32 : dtype);
  }

  /** Normal values, none nearer to 0 than 0.1; or numbers. */
  private Tensor input(int examples, long seed) {
    int[] shape = new int[features.length + 1];
    System.arraycopy(features, 0, shape, 0, axis);
    shape[axis] = examples;
    System.arraycopy(features, axis, shape, axis + 1, features.length - axis);
    if (numbers > 0) {
      int[] drawn = new int[Shape.of(shape).size()];
      float[] uniforms = RandomStream.of(seed).next().uniforms(drawn.length);
      Arrays.setAll(drawn, i -> (int) (uniforms[i] * numbers));
      return Tensor.of(drawn, shape);
    }
    float[] values = new float[Shape.of(shape).size()];
    double[] normals = RandomStream.of(seed).next().normals(values.length);
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (normals[i] + Math.copySign(0.1, normals[i]));
    }
    return Tensor.of(values, shape);
  }

  @Override
  public String toString() {
    return name;
  }
}
