// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers;

import io.sparseout.core.Buffer;
import io.sparseout.core.Layer;
import io.sparseout.core.Parameter;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;
import io.sparseout.core.train.EpochResult;
import io.sparseout.core.train.Trainer;
import io.sparseout.core.train.TrainingListener;
import java.util.List;

/**
 * A recurrent layer that goes through long sequences part by part: each call begins with the state
 * after the call before, as a constant. In training that is truncated back-propagation through
 * time, Williams and Peng 1990. As a trainer's listener it begins anew after each epoch.
 *
 * <p>The state belongs to this object, not to the layer: one for training and one for an evaluation
 * do not disturb each other. It is no part of a checkpoint, since an epoch begins without it.
 */
public final class CarriedState implements Layer, TrainingListener {
  private final Recurrent layer;
  private RecurrentState state;

  /** What the pass before the last one began with, whose memory is free again. */
  private RecurrentState spare;

  /** Carries the state of a layer, beginning with its initial one. */
  public CarriedState(Recurrent layer) {
    this.layer = layer;
  }

  /**
   * Takes the next part. One call a pass: the memory of the state that a call begins with is used
   * again by the next call.
   *
   * @throws IllegalArgumentException if it has another number of examples than the part before
   */
  @Override
  public Tensor forward(Tensor x, Pass pass) {
    int batch = x.shape().rank() < 2 ? 0 : x.shape().dim(1);
    RecurrentState before = state == null ? layer.initialState(batch) : state;
    RecurrentOutput result = layer.forward(x, before, pass);
    if (spare == null) {
      spare = layer.initialState(batch);
    }
    spare.assign(result.state());
    state = spare;
    spare = before; // this pass still reads it; the next call overwrites it
    return result.output();
  }

  /** Begins anew: the next part is the first of its sequences. */
  public void reset() {
    state = null;
    spare = null;
  }

  @Override
  public void epochDone(Trainer trainer, EpochResult result) {
    reset();
  }

  @Override
  public List<Parameter> parameters() {
    return layer.parameters();
  }

  @Override
  public List<Buffer> buffers() {
    return layer.buffers();
  }
}
