// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0.3, 0.3",
    "-0.116123, −0.1161",
    "97.61234, 97.61",
    "123456, 123456",
    "12345678, 1.23e+07",
    "0.000012345, 1.23e-05",
    "-1e-13, −1.00e-13",
    "1e308, 1.00e+308",
    "NaN, –",
    "Infinity, infinite",
    "-Infinity, −infinite"
  })
  void aNumberHasFourDigits(double value, String text) {
    assertEquals(text, Numbers.of(value));
  }

  @ParameterizedTest
  @CsvSource({
    "0.57163, 0.004321, 0.5716 ± 0.0043",
    "98.1234, 12.34, 98 ± 12",
    "-3, 0.5, −3.00 ± 0.50",
    "12.5, 0, 12.5 ± 0",
    "0.4, NaN, 0.4",
    "NaN, NaN, –",
    "3e-9, 2e-10, 3.00e-09 ± 2.0e-10",
    "5, 1e-12, 5.00000000 ± 0.00000000"
  })
  void aMeanHasTheDigitsOfItsInterval(double mean, double halfWidth, String text) {
    assertEquals(text, Numbers.of(mean, halfWidth));
  }

  @ParameterizedTest
  @CsvSource({"0.0312, 0.031", "0.0004, < 0.001", "1, 1.000", "NaN, –", "1.5, –", "-0.1, –"})
  void aProbability(double value, String text) {
    assertEquals(text, Numbers.probability(value));
  }

  @ParameterizedTest
  @CsvSource({"0.5, +0.5", "-0.5, −0.5", "0, 0", "NaN, –"})
  void aDifferenceHasItsSign(double value, String text) {
    assertEquals(text, Numbers.difference(value));
  }

  @ParameterizedTest
  @CsvSource({"-1.5, 2, −1.5 to 2", "NaN, 2, –", "1, NaN, –"})
  void aRangeHasBothEnds(double lower, double upper, String text) {
    assertEquals(text, Numbers.range(lower, upper));
  }
}
