// SPDX-License-Identifier: Apache-2.0
package io.sparseout.regularizers.penalties;

import io.sparseout.core.Buffer;
import io.sparseout.core.Layer;
import io.sparseout.core.Parameter;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;
import java.util.List;
import java.util.function.Predicate;

/**
 * A model with a penalty on its weights in training: each pass adds that of each parameter chosen
 * to what it differentiates. Losses are told without it. Takes what the model takes and gives what
 * it gives; parameters and buffers are the model's, under its names.
 *
 * @param model whose parameters they are
 * @param penalty the penalty on each of them
 * @param which the parameters that have it
 */
public record Penalized(Layer model, WeightPenalty penalty, Predicate<Parameter> which)
    implements Layer {
  /** The parameters of two axes or more: weights and kernels, no biases. */
  public static final Predicate<Parameter> WEIGHTS =
      parameter -> parameter.value().shape().rank() >= 2;

  /** Checks that there are all three. */
  public Penalized {
    Require.given("penalized", "a model", model);
    Require.given("penalized", "a penalty", penalty);
    Require.given("penalized", "a choice of parameters", which);
  }

  /** On all {@link #WEIGHTS}. */
  public Penalized(Layer model, WeightPenalty penalty) {
    this(model, penalty, WEIGHTS);
  }

  @Override
  public Tensor forward(Tensor x, Pass pass) {
    Tensor y = model.forward(x, pass);
    if (pass.isTraining()) {
      for (Parameter parameter : model.parameters()) {
        if (which.test(parameter)) {
          pass.penalize(penalty.of(pass.use(parameter)));
        }
      }
    }
    return y;
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
