// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers;

import io.sparseout.core.Parameter;
import io.sparseout.core.Pass;
import io.sparseout.core.StateNoise;
import io.sparseout.core.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * A cell with noise between each state and the next. Its sequence is a loop over the steps, also
 * where the cell's own is one operation.
 *
 * @param cell any cell
 * @param noises of its states in their order, at the most one for each; states that have none are
 *     the cell's
 */
public record NoisyState(Cell cell, List<StateNoise> noises) implements Cell {
  /** Checks the number of noises. */
  public NoisyState {
    noises = List.copyOf(noises);
    if (noises.size() > cell.states()) {
      throw new IllegalArgumentException(
          "noisyState: the cell has "
              + cell.states()
              + " states; give so many noises at the most, not "
              + noises.size());
    }
  }

  @Override
  public int hiddenSize() {
    return cell.hiddenSize();
  }

  @Override
  public int states() {
    return cell.states();
  }

  @Override
  public List<Parameter> parameters() {
    return cell.parameters();
  }

  @Override
  public List<Tensor> step(Tensor x, List<Tensor> state, List<Tensor> weights, Pass pass) {
    List<Tensor> after = new ArrayList<>(cell.step(x, state, weights, pass));
    for (int i = 0; i < noises.size(); i++) {
      StateNoise noise = noises.get(i);
      Tensor before = state.get(i);
      after.set(
          i, pass.call("state" + i, (t, current) -> noise.next(before, t, current), after.get(i)));
    }
    return after;
  }
}
