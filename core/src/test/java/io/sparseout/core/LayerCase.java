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
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * A row of a module's table of layers, and what every layer keeps. Whoever adds a layer adds a row;
 * {@link #publicLayers} finds what has none.
 *
 * @param make a new layer, the same every time
 * @param features the shape of an example
 * @param differentiable whether its gradient is to be held against differences
 * @param wrongShape a shape that it does not take, and the beginning of what it says then; null
 *     where it takes every shape
 */
public record LayerCase(
    String name,
    Supplier<Layer> make,
    int[] features,
    boolean differentiable,
    int[] wrongShape,
    String message) {

  /** A layer that takes every shape. */
  public static LayerCase of(String name, Supplier<Layer> make, int... features) {
    return new LayerCase(name, make, features, true, null, null);
  }

  /** The same layer with a shape that it does not take. */
  public LayerCase refusing(String text, int... shape) {
    return new LayerCase(name, make, features, differentiable, shape, text);
  }

  /**
   * The same layer, whose gradient is by design not the derivative; or a model of so many ReLUs
   * that a difference meets the corner of one, whose gradient is held against PyTorch's instead.
   */
  public LayerCase withoutGradientCheck() {
    return new LayerCase(name, make, features, false, wrongShape, message);
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
    if (wrongShape != null) {
      Layer layer = make.get();
      try (Pass pass = Pass.evaluation()) {
        Tensor x = pass.input(Tensor.zeros(wrongShape));
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
      Tensor x = input(seed % 2 == 0 ? 3 : 1, seed).to(DType.FLOAT64);
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
              List.of(input(3, 1).to(dtype)),
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
    float[] together = run(5, false);
    int width = together.length / 5;
    for (int i = 0; i < 5; i++) {
      try (Pass pass = Pass.evaluation()) {
        float[] alone = layer.forward(pass.input(all.slice(i, i + 1)), pass).toFloatArray();
        float[] there = new float[width];
        System.arraycopy(together, i * width, there, 0, width);
        assertArrayEquals(there, alone, name + ", example " + i);
      }
    }
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

  /** Normal values, none nearer to 0 than 0.1. */
  private Tensor input(int examples, long seed) {
    int[] shape = new int[features.length + 1];
    shape[0] = examples;
    System.arraycopy(features, 0, shape, 1, features.length);
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
