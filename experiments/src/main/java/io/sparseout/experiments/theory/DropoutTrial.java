// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.theory;

import io.sparseout.core.DType;
import io.sparseout.core.Layer;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;
import io.sparseout.core.random.RandomStream;
import io.sparseout.experiments.runs.Trial;
import io.sparseout.experiments.runs.TrialLog;
import io.sparseout.regularizers.Dropout;
import io.sparseout.regularizers.Sparseout;
import io.sparseout.regularizers.Sparseout.Gradient;
import java.util.List;
import java.util.Locale;

/**
 * Sparseout at q = 2, with both of its gradients, against Dropout and against x r/(1-p) by plain
 * arithmetic with r of the pass, bit by bit: outputs and gradients of many draws.
 *
 * <p>Dropout and Sparseout with the published gradient take the same kernel with the same
 * arguments, so their bits are the same by construction. Only plain arithmetic, by the product of
 * tensors and its derivative, is independent of that kernel.
 *
 * @param p the probability of dropping
 * @param type FLOAT32 or FLOAT64
 * @param draws about how many elements are drawn
 * @param seed of elements and draws
 */
record DropoutTrial(float p, DType type, long draws, long seed) implements Trial<TheoryRow> {
  private static final int ELEMENTS = 1 << 14;

  /**
   * What arithmetic or a layer treats in its own way. Sparseout leaves 0 as it is at any other q,
   * which only the gradient shows, and half of all ReLU units are 0.
   */
  private static final double[] SPECIAL = {0, -0.0, 1e-40, -1e-30, 1e30, -1};

  /** The choices of one number of a pair: a special one, or the normal one that was drawn. */
  private static final int CHOICES = SPECIAL.length + 1;

  /** The elements that have pairs, each pair so often that it is both kept and dropped. */
  private static final int PAIRED = ELEMENTS / 2;

  /** The bits of y, then those of the gradient by x. */
  private record Bits(long[] output, long[] gradient) {}

  @Override
  public String name() {
    return Check.DROPOUT_BITS.label()
        + "-"
        + type.name().toLowerCase(Locale.ROOT)
        + "-"
        + noise().regularizer().replace(':', '-');
  }

  @Override
  public long steps() {
    return (draws + ELEMENTS - 1) / ELEMENTS;
  }

  private Noise noise() {
    return new Noise(Place.FEATURES, 2, p, null);
  }

  @Override
  public TheoryRow run(TrialLog log) {
    List<Layer> layers =
        List.of(
            new Sparseout(p, 2, Gradient.PUBLISHED),
            new Sparseout(p, 2, Gradient.EXACT),
            DropoutTrial.this::plain);
    long differences = 0;
    for (int step = 0; step < steps(); step++) {
      differences += differences(layers, step);
      log.advanced(step + 1);
    }
    return TheoryRow.compared(name(), noise(), ELEMENTS, steps() * ELEMENTS, differences);
  }

  /** How many outputs and gradients of a step's elements differ from Dropout's, over all layers. */
  long differences(List<Layer> layers, long step) {
    RandomStream random = RandomStream.of(seed).stream("theory").stream(name());
    double[] x = random.stream("x").at(step).normals(ELEMENTS);
    double[] g = random.stream("g").at(step).normals(ELEMENTS);
    pair(x, g);
    Bits dropout = bits(new Dropout(p), tensor(x), tensor(g), random, step);
    long differences = 0;
    for (Layer layer : layers) {
      Bits other = bits(layer, tensor(x), tensor(g), random, step);
      differences += count(dropout.output, other.output);
      differences += count(dropout.gradient, other.gradient);
    }
    return differences;
  }

  /** x r/(1-p), one rounding for the factor and one for the product. */
  private Tensor plain(Tensor x, Pass pass) {
    double scale = 1 / (1 - (double) p);
    double rounded = type == DType.FLOAT32 ? (float) scale : scale;
    Tensor r = pass.bernoulli(type, 1 - (double) p, ELEMENTS);
    return x.times(r.times(rounded));
  }

  /**
   * Has every special element meet every special gradient and normal ones, and the other way round.
   *
   * @param x normal numbers. Modified.
   * @param g normal numbers. Modified.
   */
  private static void pair(double[] x, double[] g) {
    for (int i = 0; i < PAIRED; i++) {
      choose(x, i, i / CHOICES % CHOICES);
      choose(g, i, i % CHOICES);
    }
  }

  private static void choose(double[] values, int i, int choice) {
    if (choice < SPECIAL.length) {
      values[i] = SPECIAL[choice];
    }
  }

  private Tensor tensor(double... values) {
    return Tensor.of(values, ELEMENTS).to(type);
  }

  /** Of the draws of a step, which are the same for every layer. */
  private static Bits bits(Layer layer, Tensor x, Tensor g, RandomStream random, long step) {
    RandomStream draws = random.stream("draws");
    draws.seek(step);
    try (Pass pass = Pass.training(draws)) {
      Tensor variable = pass.variable(x);
      Tensor y = layer.forward(variable, pass);
      pass.backward(y, g);
      return new Bits(bits(y), bits(pass.gradient(variable)));
    }
  }

  private static long[] bits(Tensor tensor) {
    long[] bits = new long[tensor.size()];
    if (tensor.dtype() == DType.FLOAT32) {
      float[] values = tensor.toFloatArray();
      for (int i = 0; i < bits.length; i++) {
        bits[i] = Float.floatToRawIntBits(values[i]);
      }
    } else {
      double[] values = tensor.toDoubleArray();
      for (int i = 0; i < bits.length; i++) {
        bits[i] = Double.doubleToRawLongBits(values[i]);
      }
    }
    return bits;
  }

  private static long count(long[] expected, long... actual) {
    long differences = 0;
    for (int i = 0; i < expected.length; i++) {
      differences += expected[i] == actual[i] ? 0 : 1;
    }
    return differences;
  }
}
