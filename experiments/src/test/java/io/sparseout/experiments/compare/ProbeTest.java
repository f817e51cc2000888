// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sparseout.core.Layer;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;
import io.sparseout.layers.Relu;
import io.sparseout.layers.Sequential;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProbeTest {
  @Test
  void measuresEachPlaceOverAllBatches() {
    Probe probe = new Probe();
    Layer model = Sequential.of(probe, new Relu(), probe);
    for (float[] row : new float[][] {{-1, 1, -1, 1}, {0, 3, 4, 0}}) {
      try (Pass pass = Pass.evaluation()) {
        model.forward(pass.input(Tensor.of(row, 1, 4)), pass);
      }
    }
    List<LayerSparsity> layers = probe.result();
    assertEquals(2, layers.size());
    assertEquals(1, layers.get(0).layer());
    assertEquals(2 / 8.0, layers.get(0).zeroFraction());
    assertEquals((0 + 0.6) / 2, layers.get(0).hoyer(), 1e-6);
    assertEquals(4 / 8.0, layers.get(1).zeroFraction());
    assertEquals((2 - Math.sqrt(2) + 0.6) / 2, layers.get(1).hoyer(), 1e-6);
  }

  @Test
  void aModelWithoutAPlaceHasNoLayers() {
    assertEquals(List.of(), new Probe().result());
  }
}
