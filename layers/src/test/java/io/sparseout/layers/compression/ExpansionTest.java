// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers.compression;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.sparseout.core.Layer;
import io.sparseout.core.Parameter;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;
import io.sparseout.core.random.RandomStream;
import io.sparseout.layers.Conv2d;
import io.sparseout.layers.Flatten;
import io.sparseout.layers.Linear;
import io.sparseout.layers.Relu;
import io.sparseout.layers.Sequential;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExpansionTest {
  private static Layer network() {
    RandomStream random = RandomStream.of(1);
    Linear linear = new Linear(3 * 4 * 4, 5, random);
    Tensor weight = linear.parameters().get(0).value();
    float[] values = weight.toFloatArray();
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 20 == 0 ? values[i] : 0;
    }
    weight.assign(Tensor.of(values, weight.shape().dims()));
    return Sequential.of(new Conv2d(2, 3, 3, 1, 1, random), new Relu(), new Flatten(), linear);
  }

  @Test
  void sparseWeightsComeBackAsTheyWere() {
    Layer network = network();
    Layer again = Expansion.expand(Sparsification.sparsify(network).model());
    assertEquals(names(network), names(again));
    for (int i = 0; i < network.parameters().size(); i++) {
      assertArrayEquals(
          network.parameters().get(i).value().toFloatArray(),
          again.parameters().get(i).value().toFloatArray());
    }
  }

  @Test
  void eightBitsComeBackAsTheFloatsThatTheyStandFor() {
    Layer eight = Quantization.quantize(network()).model();
    Layer again = Expansion.expand(eight);
    assertEquals(names(network()), names(again));
    assertArrayEquals(outputs(eight), outputs(again));
  }

  @Test
  void whatIsOfFloatsStaysTheSameObject() {
    Layer network = network();
    assertSame(network, Expansion.expand(network));
  }

  private static List<String> names(Layer network) {
    return network.parameters().stream().map(Parameter::name).toList();
  }

  private static float[] outputs(Layer network) {
    float[] images = RandomStream.of(2).next().uniforms(6 * 2 * 4 * 4);
    try (Pass pass = Pass.evaluation()) {
      return network.forward(pass.input(images, 6, 2, 4, 4), pass).toFloatArray();
    }
  }
}
