// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SamplesTest {
  @Test
  void whatAStepNeedsComesBeforeEachTime() {
    List<String> calls = new ArrayList<>();
    Step step = new Step(() -> calls.add("before"), () -> calls.add("work"));
    Samples samples = new Samples(step);
    samples.take();
    for (int i = 0; i < calls.size(); i++) {
      assertEquals(i % 2 == 0 ? "before" : "work", calls.get(i));
    }
    assertTrue(calls.size() > 2 * samples.steps());
    step.run();
    assertEquals("work", calls.get(calls.size() - 1));
  }
}
