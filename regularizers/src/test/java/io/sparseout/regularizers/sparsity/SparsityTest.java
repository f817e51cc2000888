// SPDX-License-Identifier: Apache-2.0
package io.sparseout.regularizers.sparsity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sparseout.core.Layer;
import io.sparseout.core.Tensor;
import io.sparseout.core.train.Batch;
import io.sparseout.core.train.MemoryBatches;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SparsityTest {
  private static final Layer IDENTITY = (x, pass) -> x;

  @Test
  void extremesAreZeroAndOne() {
    assertEquals(0, hoyer(1, 1, 1, 1), 1e-15);
    assertEquals(0, hoyer(-2, 2, -2, 2), 1e-15);
    assertEquals(1, hoyer(0, -3, 0, 0), 1e-15);
    assertEquals(1, hoyer(0, 0, 0, 0));
  }

  @Test
  void betweenThemItIsTheFormula() {
    // |h|_1 = 7, |h|_2 = 5, n = 4: (2 - 7/5) / (2 - 1)
    assertEquals(0.6, hoyer(3, 4, 0, 0), 1e-15);
  }

  @Test
  void allMeasuresAreTakenOverAllBatches() {
    Sparsity sparsity =
        Sparsity.of(
            IDENTITY,
            batches(
                Tensor.of(new float[] {1, 1, 0, -1e-4f}, 2, 2),
                Tensor.of(new float[] {0, 5}, 1, 2)));
    assertEquals(3, sparsity.examples());
    assertEquals(2 / 6.0, sparsity.zeroFraction());
    assertEquals(3 / 6.0, sparsity.nearZeroFraction());
    assertEquals((7 - 1e-4) / 6, sparsity.mean(), 1e-9);
    assertEquals((0 + 1 + 1) / 3.0, sparsity.hoyer(), 1e-12);
  }

  @Test
  void theLastAxesOfAnExampleAreItsUnits() {
    Tensor x = Tensor.of(new float[] {3, 4, 0, 0}, 1, 2, 2);
    assertEquals(0.6, Sparsity.hoyer(IDENTITY, batches(x)), 1e-12);
  }

  @Test
  void oneUnitOrNoExampleIsRefused() {
    assertEquals(
        "sparsity: needs two units an example or more, the outputs are [3, 1]",
        assertThrows(
                IllegalArgumentException.class,
                () -> Sparsity.of(IDENTITY, batches(Tensor.zeros(3, 1))))
            .getMessage());
    assertThrows(IllegalArgumentException.class, () -> Sparsity.of(IDENTITY, batches()));
  }

  @Test
  void aTallyTakesOutputsAsTheyCome() {
    Tensor first = Tensor.of(new float[] {3, 4, 0, 0}, 1, 4);
    Tensor second = Tensor.of(new float[] {1, 1, 1, 1, 0, 0, 2, 0}, 2, 4);
    Sparsity.Tally tally = new Sparsity.Tally();
    tally.add(first);
    tally.add(second);
    assertEquals(Sparsity.of(IDENTITY, batches(first, second)), tally.result());
  }

  private static double hoyer(float... row) {
    return Sparsity.hoyer(IDENTITY, batches(Tensor.of(row, 1, row.length)));
  }

  private static MemoryBatches batches(Tensor... inputs) {
    List<Batch> batches = new ArrayList<>();
    for (Tensor input : inputs) {
      batches.add(new Batch(input, input));
    }
    return new MemoryBatches(batches);
  }
}
