// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparseout.core.kernels.reference.ReferenceKernels;
import io.sparseout.core.kernels.scalar.ScalarKernels;
import io.sparseout.core.kernels.vector.VectorKernels;
import io.sparseout.core.random.RandomKey;
import io.sparseout.core.random.Threefry;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link Noise} promises, in the three implementations. */
class NoiseKernelsTest {
  private static final RandomKey KEY = new RandomKey(7, 8, 9);
  private static final NoiseKernels<float[]> SCALAR = ScalarKernels.KERNELS.noise();
  private static final NoiseKernels<float[]> VECTOR = VectorKernels.KERNELS.noise();
  private static final NoiseKernels<double[]> REFERENCE = ReferenceKernels.KERNELS.noise();

  /** E[y] = x and Var[y] = p/(1-p) |x|^q, each within 4.5 standard errors. */
  @ParameterizedTest
  @CsvSource({
    "0.5, 1, 0.7",
    "0.5, 1.5, 0.7",
    "0.5, 2, -1.3",
    "0.5, 3, 0.7",
    "0.1, 1, -1.3",
    "0.1, 2, 0.7",
    "0.2, 1.2, 0.4",
    "0.9, 2.5, -1.3",
    "0.9, 0, 0.7",
    "0.8, 4, 1.1",
    "0.3, 3.3, -0.2"
  })
  void moments(double p, double q, float x) {
    int n = 1_000_000;
    float[] y = new float[n];
    Arrays.fill(y, x);
    VECTOR.perturb(new Noise(p, q, 0, false, KEY), 0, n, y, y);
    double mean = 0;
    for (float value : y) {
      mean += value / n;
    }
    double variance = 0;
    for (float value : y) {
      variance += (value - mean) * (value - mean) / n;
    }
    double expected = p / (1 - p) * Math.pow(Math.abs(x), q);
    assertEquals(x, mean, 4.5 * Math.sqrt(expected / n));
    // A variable of two values has fourth moment variance^2 (1 - 3 p (1 - p)) / (p (1 - p)).
    double error = expected * Math.sqrt((1 / (p * (1 - p)) - 4) / n);
    assertEquals(expected, variance, 4.5 * error + 1e-5 * expected);
  }

  /** Element i is kept where word i of the key is below the threshold, whatever the range. */
  @ParameterizedTest
  @ValueSource(doubles = {0.5, 0.3, 1e-12, 1 - 1e-12})
  void maskIsTheWords(double p) {
    int n = 1000;
    Noise noise = new Noise(p, 2, 0, false, KEY);
    float[] ones = new float[n];
    Arrays.fill(ones, 1);
    int[] words = new int[Threefry.GROUP];
    float[] expected = new float[n];
    for (int i = 0; i < n; i++) {
      Threefry.group(KEY, i / Threefry.GROUP, words);
      long word = Integer.toUnsignedLong(words[i % Threefry.GROUP]);
      expected[i] = word < noise.threshold() ? (float) (1 / (1 - p)) : 0;
    }
    for (NoiseKernels<float[]> kernels : Arrays.asList(SCALAR, VECTOR)) {
      float[] y = new float[n];
      kernels.perturb(noise, 0, 192, ones, y);
      kernels.perturb(noise, 192, n, ones, y);
      assertArrayEquals(expected, y);
    }
  }

  /** Both gradients at g = 1 are what they are called: m = y/x, and the derivative of y by x. */
  @ParameterizedTest
  @CsvSource({"0, 0", "1, 0", "1.5, 0", "2, 0", "2.7, 0", "4, 0", "1, 0.1", "2, 0.1", "3, 0.1"})
  void gradients(double q, double epsilon) {
    int n = 500;
    Noise published = new Noise(0.3, q, epsilon, false, KEY);
    Noise exact = new Noise(0.3, q, epsilon, true, KEY);
    double[] x = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = (i % 2 == 0 ? 1 : -1) * (0.2 + 0.01 * i);
    }
    double[] ones = new double[n];
    Arrays.fill(ones, 1);
    double[] y = perturbed(published, x, 0);
    double[] multiplier = new double[n];
    REFERENCE.perturbGradient(published, 0, n, x, ones, multiplier);
    double[] slope = new double[n];
    REFERENCE.perturbGradient(exact, 0, n, x, ones, slope);
    double h = 1e-3;
    double[] right = perturbed(exact, x, h);
    double[] left = perturbed(exact, x, -h);
    double[] farRight = perturbed(exact, x, 2 * h);
    double[] farLeft = perturbed(exact, x, -2 * h);
    for (int i = 0; i < n; i++) {
      assertEquals(y[i], x[i] * multiplier[i], 0);
      double difference = (8 * (right[i] - left[i]) - (farRight[i] - farLeft[i])) / (12 * h);
      assertEquals(difference, slope[i], 1e-7);
    }
  }

  private static double[] perturbed(Noise noise, double[] x, double shift) {
    double[] shifted = Arrays.stream(x).map(value -> value + shift).toArray();
    REFERENCE.perturb(noise, 0, x.length, shifted, shifted);
    return shifted;
  }

  @Test
  void exactIsPublishedAtTwo() {
    float[] x = KEY.uniforms(1000);
    float[] published = new float[1000];
    float[] exact = new float[1000];
    VECTOR.perturbGradient(new Noise(0.4, 2, 0, false, KEY), 0, 1000, x, x, published);
    VECTOR.perturbGradient(new Noise(0.4, 2, 0, true, KEY), 0, 1000, x, x, exact);
    assertArrayEquals(published, exact);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, 1.5, 1.9, 2.5, 3, 10})
  void zeroIsNotTouched(double q) {
    for (double epsilon : new double[] {0, 1e-12, 1}) {
      Noise noise = new Noise(0.5, q, epsilon, true, KEY);
      float[] x = new float[200];
      float[] g = KEY.uniforms(200);
      for (NoiseKernels<float[]> kernels : Arrays.asList(SCALAR, VECTOR)) {
        float[] result = new float[200];
        kernels.perturbGradient(noise, 0, 200, x, g, result);
        assertArrayEquals(g, result);
        kernels.perturb(noise, 0, 200, x, result);
        assertArrayEquals(x, result);
      }
    }
  }

  /** Nothing finite becomes NaN or infinite. */
  @ParameterizedTest
  @ValueSource(
      doubles = {0, 1e-9, 0.3, 1, 1.5, 1.9999, 2, 2.5, 3, 4, 7, 50, 1e6, 1e300, Double.MAX_VALUE})
  void finiteStaysFinite(double q) {
    float[] sizes = {
      0, 0x1p-149f, 0x1p-130f, 0x1p-126f, 1e-20f, 0.5f, 1, 3, 1e20f, 0x1.fffffep127f
    };
    int n = 2 * sizes.length * 2 * sizes.length;
    float[] x = new float[n];
    float[] g = new float[n];
    for (int i = 0; i < n; i++) {
      x[i] = (i % 2 == 0 ? 1 : -1) * sizes[i / 2 % sizes.length];
      g[i] = (i % 3 == 0 ? 1 : -1) * sizes[i / (2 * sizes.length) % sizes.length];
    }
    double[] doubles = {0, Double.MIN_VALUE, 1e-310, 1e-200, -1, 1e150, -Double.MAX_VALUE};
    for (double p : new double[] {1e-300, 1e-17, 1e-10, 0.5, 1 - 1e-10, Math.nextDown(1.0)}) {
      for (double epsilon : new double[] {0, 1e-300, 1e-12, 1, 1e38, 1e300}) {
        for (boolean exact : new boolean[] {false, true}) {
          Noise noise = new Noise(p, q, epsilon, exact, KEY);
          float[] scalar = new float[2 * n];
          float[] vector = new float[2 * n];
          both(SCALAR, noise, x, g, scalar);
          both(VECTOR, noise, x, g, vector);
          for (int i = 0; i < 2 * n; i++) {
            int at = i;
            assertTrue(
                Float.isFinite(scalar[i]),
                () -> noise + ", x " + x[at % n] + ", g " + g[at % n] + ": " + scalar[at]);
          }
          assertArrayEquals(scalar, vector, noise::toString);
          for (double size : doubles) {
            double[] result = new double[64];
            double[] fill = new double[64];
            Arrays.fill(fill, size);
            REFERENCE.perturb(noise, 0, 64, fill, result);
            assertTrue(Arrays.stream(result).allMatch(Double::isFinite), noise::toString);
            REFERENCE.perturbGradient(noise, 0, 64, fill, fill, result);
            assertTrue(Arrays.stream(result).allMatch(Double::isFinite), noise::toString);
          }
        }
      }
    }
  }

  private static void both(
      NoiseKernels<float[]> kernels, Noise noise, float[] x, float[] g, float[] results) {
    int n = x.length;
    float[] y = new float[n];
    kernels.perturb(noise, 0, n, x, y);
    System.arraycopy(y, 0, results, 0, n);
    kernels.perturbGradient(noise, 0, n, x, g, y);
    System.arraycopy(y, 0, results, n, n);
  }

  /** What is not finite is not hidden. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 1, 1.5, 2, 2.5, 3, 3.3, 4})
  void notFiniteStaysVisible(double q) {
    Noise noise = new Noise(0.5, q, 0, false, KEY);
    float[] bad = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY};
    for (float value : bad) {
      float[] x = new float[256];
      Arrays.fill(x, value);
      float[] ones = new float[256];
      Arrays.fill(ones, 1);
      for (NoiseKernels<float[]> kernels : Arrays.asList(SCALAR, VECTOR)) {
        float[] y = new float[256];
        kernels.perturb(noise, 0, 256, x, y);
        float[] gx = new float[256];
        kernels.perturbGradient(noise, 0, 256, ones, x, gx);
        for (int i = 0; i < 256; i++) {
          assertFalse(Float.isFinite(y[i]));
          assertFalse(Float.isFinite(gx[i]));
        }
      }
    }
  }
}
