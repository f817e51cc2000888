// SPDX-License-Identifier: Apache-2.0
package io.sparseout.regularizers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparseout.core.DType;
import io.sparseout.core.Golden;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;
import io.sparseout.core.random.RandomStream;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Alpha dropout against PyTorch's, element by element, kept and dropped. */
class GoldenAlphaDropoutTest {
  private static final Golden GOLDEN = Golden.read("alpha");

  @Test
  void theTableHasTheFilesCases() {
    assertEquals(
        new TreeSet<>(Set.of("p=0.05", "p=0.2", "p=0.5", "p=0.9", "x")), cases(DType.FLOAT32));
    assertEquals(cases(DType.FLOAT32), cases(DType.FLOAT64));
  }

  private static Set<String> cases(DType type) {
    Set<String> cases = new TreeSet<>();
    for (String name : GOLDEN.names(Golden.prefix(type))) {
      cases.add(name.split("/")[1]);
    }
    return cases;
  }

  @ParameterizedTest
  @CsvSource({
    "FLOAT32, 0.05", "FLOAT32, 0.2", "FLOAT32, 0.5", "FLOAT32, 0.9",
    "FLOAT64, 0.05", "FLOAT64, 0.2", "FLOAT64, 0.5", "FLOAT64, 0.9"
  })
  void elementsAreWhatPyTorchMakesOfThem(DType type, String p) {
    String name = Golden.prefix(type) + "p=" + p + "/";
    double[] kept = GOLDEN.get(name + "kept").toDoubleArray();
    double dropped = GOLDEN.get(name + "dropped").item();
    // A p of 32 bits here, of 64 in PyTorch.
    double tolerance = 3e-6;
    int[] seen = new int[2 * kept.length];
    RandomStream random = RandomStream.of(1);
    for (int step = 0; step < 500; step++) {
      try (Pass pass = Pass.training(random)) {
        Tensor x = pass.input(GOLDEN.get(Golden.prefix(type) + "x"));
        double[] y = new AlphaDropout(Float.parseFloat(p)).forward(x, pass).toDoubleArray();
        for (int i = 0; i < y.length; i++) {
          boolean isKept = Math.abs(y[i] - kept[i]) < tolerance;
          assertTrue(isKept || Math.abs(y[i] - dropped) < tolerance, () -> "p=" + p);
          seen[2 * i + (isKept ? 1 : 0)]++;
        }
      }
    }
    for (int i = 0; i < seen.length; i++) {
      assertTrue(seen[i] > 0, "an outcome that never comes, " + i);
    }
  }
}
