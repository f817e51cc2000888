// SPDX-License-Identifier: Apache-2.0
package io.sparseout.regularizers;

import io.sparseout.core.Channelwise;
import io.sparseout.core.Layer;
import io.sparseout.core.StateNoise;
import io.sparseout.core.WeightNoise;
import io.sparseout.core.train.TrainingListener;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * What a regularizer does, each thing in its place: a layer on activations, a layer around the
 * whole model, listeners of the training. By default it does nothing anywhere.
 */
public interface Regularization {
  /** Nothing. */
  Regularization NONE = new Regularization() {};

  /** The identity: the layer of what does not act on activations. */
  Channelwise IDENTITY = (x, pass) -> x;

  /** The layer to stand where the model has its activations regularized. */
  default Layer activations() {
    return IDENTITY;
  }

  /**
   * The noise between the states of recurrent layers, in the order of a cell's states; empty for
   * none.
   */
  default List<StateNoise> states() {
    return List.of();
  }

  /** The layer to fall on single weights, those from a recurrent layer's state to itself, say. */
  default Layer weights() {
    return IDENTITY;
  }

  /** The model as it is to be trained. Parameters and buffers are the model's. */
  default Layer around(Layer model) {
    return model;
  }

  /** What is to listen to the training of a model. */
  default List<TrainingListener> listeners(Layer model) {
    return List.of();
  }

  /** A layer on activations. */
  static Regularization ofActivations(Layer layer) {
    return new Regularization() {
      @Override
      public Layer activations() {
        return layer;
      }
    };
  }

  /** Noise between the states of recurrent layers. */
  static Regularization ofStates(List<StateNoise> noises) {
    return new Regularization() {
      @Override
      public List<StateNoise> states() {
        return noises;
      }
    };
  }

  /** Noise on the weights of the model. */
  static Regularization ofWeights(WeightNoise noise) {
    return new Regularization() {
      @Override
      public Layer weights() {
        return noise;
      }

      @Override
      public Layer around(Layer model) {
        return new NoisyWeights(model, noise);
      }
    };
  }

  /** A layer around the model: a penalty on its parameters. */
  static Regularization ofModel(UnaryOperator<Layer> around) {
    return new Regularization() {
      @Override
      public Layer around(Layer model) {
        return around.apply(model);
      }
    };
  }

  /** What changes the parameters of a model after each step: a constraint. */
  static Regularization ofTraining(Function<Layer, TrainingListener> listener) {
    return new Regularization() {
      @Override
      public List<TrainingListener> listeners(Layer model) {
        return List.of(listener.apply(model));
      }
    };
  }
}
