// SPDX-License-Identifier: Apache-2.0
package io.sparseout.regularizers.sparsity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sparseout.core.DType;
import io.sparseout.core.Tensor;
import io.sparseout.core.random.RandomStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class WeightSparsityTest {
  @Test
  void aRowIsWhatOneUnitLooksAt() {
    Tensor weight = Tensor.of(new float[] {3, 4, 0, 0, 0, -0f, 1, -1, 1e-4f}, 3, 3);
    WeightSparsity sparsity = WeightSparsity.of(weight, 1e-3);
    assertEquals(
        List.of(
            Measures.of(1e-3, 3, 4, 0),
            Measures.of(1e-3, 0, 0, 0),
            Measures.of(1e-3, 1, -1, 1e-4f)),
        sparsity.rows());
    assertEquals(List.of(Gini.of(3, 4, 0), 1 - 1 / 3.0, Gini.of(1, -1, 1e-4f)), sparsity.rowGini());
    assertEquals(1, sparsity.deadRows());
    assertEquals(4 / 9.0, sparsity.all().zeroFraction());
    assertEquals(5 / 9.0, sparsity.all().nearZeroFraction());
    assertEquals(Gini.of(weight.toFloatArray()), sparsity.gini());
  }

  @Test
  void theWholeIsAsTheListOfAllElements() {
    Tensor weight = Tensor.of(RandomStream.of(1).next().normals(24 * 50), 24, 2, 5, 5);
    Measures expected = Measures.of(0.1, weight.to(DType.FLOAT32).toDoubleArray());
    WeightSparsity sparsity = WeightSparsity.of(weight, 0.1);
    assertEquals(24, sparsity.rows().size());
    assertEquals(50, sparsity.rows().get(3).count());
    assertEquals(expected.count(), sparsity.all().count());
    assertEquals(expected.nearZeroFraction(), sparsity.all().nearZeroFraction());
    assertEquals(expected.hoyer(), sparsity.all().hoyer(), 1e-13);
    assertEquals(expected.kurtosis(), sparsity.all().kurtosis(), 1e-11);
  }

  @Test
  void aBiasHasNoRows() {
    WeightSparsity sparsity = WeightSparsity.of(Tensor.zeros(4), 0);
    assertEquals(List.of(), sparsity.rows());
    assertEquals(0, sparsity.deadRows());
    assertEquals(1, sparsity.all().zeroFraction());
  }

  @Test
  void whatHasNoElementsOrNoNumbersIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> WeightSparsity.of(Tensor.zeros(0, 3), 0));
    assertThrows(IllegalArgumentException.class, () -> WeightSparsity.of(Tensor.zeros(3, 0), 0));
    assertThrows(
        IllegalArgumentException.class, () -> WeightSparsity.of(Tensor.full(Float.NaN, 2, 2), 0));
  }
}
