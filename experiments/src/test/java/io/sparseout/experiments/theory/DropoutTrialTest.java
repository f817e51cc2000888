// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparseout.core.DType;
import io.sparseout.core.Layer;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The comparison with Dropout finds layers that are wrong in one place alone. */
class DropoutTrialTest {
  private static final float P = 0.3f;

  @ParameterizedTest
  @EnumSource(
      value = DType.class,
      names = {"FLOAT32", "FLOAT64"})
  void aLayerOfTheSameArithmeticDoesNotDiffer(DType type) {
    assertEquals(0, differences(type, Double.NaN, Double.NaN));
  }

  /** As Sparseout's is at x = 0 for every other q. Outputs are 0 all the same. */
  @ParameterizedTest
  @CsvSource({
    "FLOAT32, 1, 1",
    "FLOAT64, 1, 1",
    "FLOAT32, 1, NaN",
    "FLOAT64, 1, NaN",
    "FLOAT32, NaN, 1",
    "FLOAT64, NaN, 1"
  })
  void aMultiplierOfOneAtZeroIsFound(DType type, double kept, double dropped) {
    assertTrue(differences(type, kept, dropped) > 100);
  }

  /** Of Dropout with other multipliers at x = 0, or of Dropout where they are NaN. */
  private static long differences(DType type, double keptZero, double droppedZero) {
    Layer layer = (x, pass) -> layer(x, pass, keptZero, droppedZero);
    return new DropoutTrial(P, type, 1, 5).differences(List.of(layer), 0);
  }

  private static Tensor layer(Tensor x, Pass pass, double keptZero, double droppedZero) {
    double[] values = x.to(DType.FLOAT64).toDoubleArray();
    double[] r = pass.bernoulli(DType.FLOAT64, 1 - (double) P, values.length).toDoubleArray();
    double[] multipliers = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      double atZero = r[i] == 0 ? droppedZero : keptZero;
      boolean wrong = values[i] == 0 && !Double.isNaN(atZero);
      multipliers[i] = wrong ? atZero : r[i] / (1 - (double) P);
    }
    return x.times(pass.input(Tensor.of(multipliers, values.length).to(x.dtype())));
  }
}
