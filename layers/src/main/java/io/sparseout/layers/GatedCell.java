// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers;

import io.sparseout.core.Parameter;
import io.sparseout.core.Pass;
import io.sparseout.core.Recurrence;
import io.sparseout.core.Recurrence.Direction;
import io.sparseout.core.RecurrentWeights;
import io.sparseout.core.Tensor;
import io.sparseout.core.random.RandomStream;
import java.util.List;

/** A cell whose sequence is one operation of core, with PyTorch's parameters. */
final class GatedCell implements Cell {
  /** An operation of {@link Recurrence}. */
  interface Operation {
    Recurrence apply(Tensor x, RecurrentWeights weights, List<Tensor> state, Direction direction);
  }

  private final int hiddenSize;
  private final int states;
  private final Operation operation;
  private final List<Parameter> parameters;

  /**
   * A cell with PyTorch's initialization, all uniform within 1/sqrt(hiddenSize). Takes four steps
   * of the stream.
   */
  GatedCell(
      int inputSize,
      int hiddenSize,
      int gates,
      int states,
      Operation operation,
      RandomStream random) {
    if (inputSize < 1 || hiddenSize < 1) {
      throw new IllegalArgumentException(
          "recurrent: inputSize and hiddenSize are 1 or more, not "
              + inputSize
              + " and "
              + hiddenSize);
    }
    this.hiddenSize = hiddenSize;
    this.states = states;
    this.operation = operation;
    Initialization uniform = Initialization.uniform(1 / Math.sqrt(hiddenSize));
    int rows = gates * hiddenSize;
    parameters =
        List.of(
            new Parameter("weight_ih", uniform.tensor(random, rows, inputSize)),
            new Parameter("weight_hh", uniform.tensor(random, rows, hiddenSize)),
            new Parameter("bias_ih", uniform.tensor(random, rows)),
            new Parameter("bias_hh", uniform.tensor(random, rows)));
  }

  @Override
  public int hiddenSize() {
    return hiddenSize;
  }

  @Override
  public int states() {
    return states;
  }

  @Override
  public List<Parameter> parameters() {
    return parameters;
  }

  @Override
  public List<Tensor> step(Tensor x, List<Tensor> state, List<Tensor> weights, Pass pass) {
    Tensor sequence = x.reshape(1, x.shape().dim(0), x.shape().dim(1));
    return sequence(sequence, state, weights, Direction.FORWARD, pass).state().tensors();
  }

  @Override
  public RecurrentOutput sequence(
      Tensor x, List<Tensor> state, List<Tensor> weights, Direction direction, Pass pass) {
    RecurrentWeights all =
        new RecurrentWeights(weights.get(0), weights.get(1), weights.get(2), weights.get(3));
    Recurrence result = operation.apply(x, all, state, direction);
    List<Tensor> after =
        result.cell() == null ? List.of(result.hidden()) : List.of(result.hidden(), result.cell());
    return new RecurrentOutput(result.output(), new RecurrentState(after));
  }
}
