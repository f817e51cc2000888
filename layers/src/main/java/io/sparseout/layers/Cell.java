// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers;

import io.sparseout.core.Parameter;
import io.sparseout.core.Pass;
import io.sparseout.core.Recurrence.Direction;
import io.sparseout.core.Tensor;
import java.util.List;

/**
 * One time step of a recurrent layer. {@link CellStack} makes layers of cells: it has the loop over
 * time, several layers, both directions, and noise on the weights of the hidden state.
 *
 * <pre>{@code
 * final class Leaky implements Cell { // h' = (h + tanh(W x + U h)) / 2
 *   private final Parameter w;
 *   private final Parameter u;
 *
 *   Leaky(int in, int hidden, RandomStream random) {
 *     w = new Parameter("weight_ih", Initialization.xavierUniform(1).tensor(random, hidden, in));
 *     u = new Parameter("weight_hh", Initialization.xavierUniform(1).tensor(random, hidden, hidden));
 *   }
 *   public int hiddenSize() { return u.value().shape().dim(0); }
 *   public List<Parameter> parameters() { return List.of(w, u); }
 *   public List<Tensor> step(Tensor x, List<Tensor> state, List<Tensor> weights, Pass pass) {
 *     Tensor sum = x.linear(weights.get(0), null).plus(state.get(0).linear(weights.get(1), null));
 *     return List.of(state.get(0).plus(sum.tanh()).times(0.5));
 *   }
 * }
 * }</pre>
 */
public interface Cell {
  /** Units: the width of its output and of each of its states. */
  int hiddenSize();

  /** How many states it has, one of which is its output. */
  default int states() {
    return 1;
  }

  /**
   * Its parameters, named as in PyTorch without the number of the layer. Those whose name begins
   * with {@code weight_hh} are the ones that noise on the weights of the hidden state falls on.
   */
  List<Parameter> parameters();

  /**
   * A time step.
   *
   * @param x {@code [n, in]}
   * @param state {@link #states} tensors {@code [n, hiddenSize]}
   * @param weights the values of {@link #parameters} in their order, noise included
   * @return the state after the step; the first tensor is the output
   */
  List<Tensor> step(Tensor x, List<Tensor> state, List<Tensor> weights, Pass pass);

  /**
   * All time steps of a sequence. By default a loop over {@link #step}.
   *
   * @param x {@code [t, n, in]}
   * @param state before the step that comes first
   * @return the outputs {@code [t, n, hiddenSize]} by time, and the state after the step that comes
   *     last
   */
  default RecurrentOutput sequence(
      Tensor x, List<Tensor> state, List<Tensor> weights, Direction direction, Pass pass) {
    int steps = x.shape().dim(0);
    int n = x.shape().dim(1);
    Tensor[] outputs = new Tensor[steps];
    List<Tensor> current = state;
    for (int i = 0; i < steps; i++) {
      int time = direction == Direction.FORWARD ? i : steps - 1 - i;
      Tensor now = x.slice(time, time + 1).reshape(n, x.shape().dim(2));
      current = step(now, current, weights, pass);
      outputs[time] = current.get(0).reshape(1, n, hiddenSize());
    }
    Tensor all = Tensor.concatenate(List.of(outputs), 0);
    return new RecurrentOutput(all, new RecurrentState(current));
  }
}
