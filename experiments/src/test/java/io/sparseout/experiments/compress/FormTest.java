// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.compress;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sparseout.core.Layer;
import io.sparseout.core.random.RandomStream;
import io.sparseout.layers.BatchNorm1d;
import io.sparseout.layers.Linear;
import io.sparseout.layers.Sequential;
import io.sparseout.layers.compression.Quantization;
import io.sparseout.layers.compression.Sparsification;
import io.sparseout.regularizers.pruning.Amount;
import io.sparseout.regularizers.pruning.Pruning;
import org.junit.jupiter.api.Test;

class FormTest {
  /** 200 weights in the first layer, of which 20 stay, and 10 in the last. */
  private final Layer network = network();

  private static Layer network() {
    RandomStream random = RandomStream.of(3);
    Layer made =
        Sequential.of(new Linear(20, 10, random), new BatchNorm1d(10), new Linear(10, 1, random));
    new Pruning(made).l1Unstructured("0.weight", Amount.share(0.9));
    return made;
  }

  @Test
  void weightsThatAreNotZeroCountAndBiasesAndNormsDoNot() {
    assertEquals(new Form("dense", 30), Form.of(network));
  }

  @Test
  void aNetworkMayHaveLayersOfBothForms() {
    assertEquals(new Form("dense+sparse", 30), Form.of(Sparsification.sparsify(network).model()));
  }

  @Test
  void eightBitsAreTold() {
    Form form = Form.of(Quantization.quantize(network).model());
    assertEquals("int8", form.name());
    assertEquals(30, (double) form.weights(), 3, "small weights may have become zero");
  }
}
