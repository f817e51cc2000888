// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sparseout.core.random.RandomStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SamplingTest {
  private static final int DRAWS = 20_000;
  private static final float[] LOGS = {
    (float) Math.log(0.2), (float) Math.log(0.7), (float) Math.log(0.1)
  };

  /** At temperature 1/2 probabilities are squared and then normalized again. */
  @ParameterizedTest
  @CsvSource({
    "1, 3, 0.2, 0.7, 0.1",
    "1, 2, 0.222222, 0.777778, 0",
    "5, 1, 0, 1, 0",
    "0.5, 3, 0.074074, 0.907407, 0.018519",
    "1e-300, 3, 0, 1, 0",
    "1e300, 3, 0.333333, 0.333333, 0.333333"
  })
  void tokensComeAsOftenAsTheyShould(
      double temperature, int most, double first, double second, double third) {
    Sampling sampling = new Sampling(temperature, most);
    RandomStream random = RandomStream.of(3);
    int[] counts = new int[LOGS.length];
    for (int i = 0; i < DRAWS; i++) {
      counts[sampling.draw(LOGS, random.next())]++;
    }
    double[] shares = {first, second, third};
    for (int i = 0; i < counts.length; i++) {
      double error = 4.5 * Math.sqrt(shares[i] * (1 - shares[i]) / DRAWS);
      assertEquals(shares[i], (double) counts[i] / DRAWS, error + 1e-6, "token " + i);
    }
  }
}
