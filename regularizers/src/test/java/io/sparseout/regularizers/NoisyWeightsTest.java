// SPDX-License-Identifier: Apache-2.0
package io.sparseout.regularizers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sparseout.core.Layer;
import io.sparseout.core.Parameter;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;
import io.sparseout.core.WeightNoise;
import io.sparseout.core.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which noise on weights is in force where. */
class NoisyWeightsTest {
  private static final Tensor X = Tensor.of(new float[] {1, 2, -3, 4}, 2, 2);

  /** An affine map as the library's is made. */
  private static final class Affine implements Layer {
    private final Parameter weight =
        new Parameter("weight", Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 3, 2));

    @Override
    public Tensor forward(Tensor x, Pass pass) {
      return pass.weightNoise().linear(x, pass.use(weight), null, pass);
    }

    @Override
    public List<Parameter> parameters() {
      return List.of(weight);
    }
  }

  @Test
  void theWeightsArePerturbedInTrainingAlone() {
    Affine affine = new Affine();
    Layer model = new NoisyWeights(affine, (w, pass) -> w.times(2));
    float[] plain;
    try (Pass pass = Pass.evaluation()) {
      plain = affine.forward(pass.input(X), pass).toFloatArray();
      assertArrayEquals(plain, model.forward(pass.input(X), pass).toFloatArray());
    }
    try (Pass pass = Pass.training(RandomStream.of(1))) {
      assertArrayEquals(plain, affine.forward(pass.input(X), pass).toFloatArray());
      Tensor y = model.forward(pass.input(X), pass);
      float[] noisy = y.toFloatArray();
      for (int i = 0; i < plain.length; i++) {
        assertEquals(2 * plain[i], noisy[i]);
      }
      pass.backward(y.sum());
    }
    // The sum over outputs and examples of 2 W x.
    float[] gradient = affine.weight.gradient().toFloatArray();
    assertArrayEquals(new float[] {-4, 12, -4, 12, -4, 12}, gradient);
  }

  @Test
  void theInnermostNoiseIsInForceAndTheOuterOneAfterIt() {
    List<WeightNoise> seen = new ArrayList<>();
    Layer look =
        (x, pass) -> {
          seen.add(pass.weightNoise());
          return x;
        };
    WeightNoise outer = (w, pass) -> w;
    WeightNoise inner = (w, pass) -> w;
    Layer model = (x, pass) -> look.forward(new NoisyWeights(look, inner).forward(x, pass), pass);
    try (Pass pass = Pass.training(RandomStream.of(1))) {
      look.forward(new NoisyWeights(model, outer).forward(pass.input(X), pass), pass);
      Layer failing =
          (x, inside) -> {
            throw new IllegalArgumentException("on purpose");
          };
      assertThrows(
          IllegalArgumentException.class,
          () -> new NoisyWeights(failing, outer).forward(pass.input(X), pass));
      look.forward(pass.input(X), pass);
    }
    assertEquals(List.of(inner, outer, WeightNoise.NONE, WeightNoise.NONE), seen);
    seen.clear();
    try (Pass pass = Pass.evaluation()) {
      new NoisyWeights(model, outer).forward(pass.input(X), pass);
    }
    assertEquals(List.of(WeightNoise.NONE, WeightNoise.NONE), seen);
  }

  @Test
  void parametersKeepTheirNames() {
    Affine affine = new Affine();
    Layer model = new NoisyWeights(affine, WeightNoise.NONE);
    assertSame(affine.weight, model.parameters().get(0));
    assertEquals(List.of(), model.buffers());
  }

  @Test
  void aModelAndANoiseAreNeeded() {
    assertEquals(
        "noisyWeights: needs a model and a noise, not null and null",
        assertThrows(IllegalArgumentException.class, () -> new NoisyWeights(null, null))
            .getMessage());
  }
}
