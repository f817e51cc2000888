// SPDX-License-Identifier: Apache-2.0
package io.sparseout.regularizers;

import io.sparseout.core.Buffer;
import io.sparseout.core.Layer;
import io.sparseout.core.Parameter;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;
import io.sparseout.core.WeightNoise;
import java.util.List;

/**
 * A model, or one layer of it, with noise on the weights of its affine maps and convolutions in
 * training; their biases are left as they are. Evaluation uses the weights as they are. Takes what
 * the model takes and gives what it gives; its parameters and buffers are the model's, under the
 * model's names.
 *
 * <p>Within it, another of these puts its noise in the place of this one. Recurrent layers have
 * their own option for the noise on their weights.
 *
 * @param model what has the weights
 * @param noise the noise
 */
public record NoisyWeights(Layer model, WeightNoise noise) implements Layer {
  /** Checks that there are both. */
  public NoisyWeights {
    if (model == null || noise == null) {
      throw new IllegalArgumentException(
          "noisyWeights: needs a model and a noise, not " + model + " and " + noise);
    }
  }

  @Override
  public Tensor forward(Tensor x, Pass pass) {
    return pass.callWithWeightNoise("noisy", noise, model, x);
  }

  @Override
  public List<Parameter> parameters() {
    return model.parameters();
  }

  @Override
  public List<Buffer> buffers() {
    return model.buffers();
  }
}
