// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.language;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sparseout.core.optim.Schedule;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RatesTest {
  /** As in Zaremba et al. 2014: 4 epochs, here of 10 steps, have the first rate. */
  @ParameterizedTest
  @CsvSource({"0, 20", "39, 20", "40, 10", "49, 10", "50, 5", "60, 2.5"})
  void eachEpochAfterTheGivenOneHasAFactorLess(long step, double rate) {
    Schedule schedule = Rates.decayingAfter(20, 0.5, 4, 10);
    assertEquals(rate, schedule.at(step));
  }
}
