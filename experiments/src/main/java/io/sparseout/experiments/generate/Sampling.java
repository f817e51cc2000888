// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.generate;

import static java.lang.StrictMath.exp;

import io.sparseout.core.random.RandomKey;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * How a token is drawn from a model's probabilities.
 *
 * @param temperature above 0: probabilities are raised to its inverse, so that less makes probable
 *     tokens more so
 * @param most of the most probable tokens alone it is drawn, this many
 */
record Sampling(double temperature, int most) {
  /** The step of a uniform value, so that two of them are one of twice the bits. */
  private static final double UNIT = 0x1p-24;

  /**
   * Draws a token.
   *
   * @param logProbabilities by token; finite. Not modified.
   * @param key of the random words
   */
  int draw(float[] logProbabilities, RandomKey key) {
    int[] tokens =
        IntStream.range(0, logProbabilities.length)
            .boxed()
            .sorted(Comparator.comparingDouble(token -> -logProbabilities[token]))
            .limit(most)
            .mapToInt(token -> token)
            .toArray();
    double[] below = new double[tokens.length];
    double total = 0;
    for (int i = 0; i < tokens.length; i++) {
      double difference = (double) logProbabilities[tokens[i]] - logProbabilities[tokens[0]];
      total += exp(difference / temperature);
      below[i] = total;
    }
    float[] uniforms = key.uniforms(2);
    double point = (uniforms[0] + UNIT * uniforms[1]) * total;
    int drawn = 0;
    while (drawn < tokens.length - 1 && below[drawn] <= point) {
      drawn++;
    }
    return tokens[drawn];
  }
}
