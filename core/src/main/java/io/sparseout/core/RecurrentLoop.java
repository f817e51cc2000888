// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core;

import io.sparseout.core.Recurrence.Direction;
import io.sparseout.core.kernels.MatmulStart;
import io.sparseout.core.kernels.RecurrentKernels;
import io.sparseout.core.kernels.Units;
import io.sparseout.core.kernels.Workers;

/**
 * A recurrent layer over all time steps, forward and backward. In each step a thread takes some of
 * the units: the products for their sums, then their gates. So the threads of a step wait for each
 * other but once.
 */
final class RecurrentLoop {
  private final RecurrentCell cell;
  private final Tensor x;
  private final RecurrentWeights weights;
  private final Tensor firstHidden;
  private final Tensor firstCell;
  private final boolean forward;
  private final int steps;
  private final int rows;
  private final int units;
  private final int width;
  private final Pass pass;
  private final RecurrentKernels<Object> kernels;

  /** The sums of the input's side, then the gates, then the gradients by these sums. */
  private final Tensor gates;

  /** The sums of the hidden state's side, then the gradients by them; or the same tensor. */
  private final Tensor side;

  /** The states before all steps and after the last one, in the order of time. */
  private final Tensor hidden;

  private final Tensor cells;

  /** The cell states as the hidden ones see them. */
  private final Tensor squashed;

  /** The gradient by the cell state after the last step; null if nothing flows from there. */
  private Tensor lastCellGradient;

  RecurrentLoop(
      RecurrentCell cell,
      Tensor x,
      RecurrentWeights weights,
      Tensor firstHidden,
      Tensor firstCell,
      Direction direction) {
    this.cell = cell;
    this.x = x;
    this.weights = weights;
    this.firstHidden = firstHidden;
    this.firstCell = firstCell;
    this.forward = direction == Direction.FORWARD;
    check();
    steps = x.shape().dim(0);
    rows = x.shape().dim(1);
    units = weights.units();
    width = cell.gates * units;
    pass = pass();
    kernels = x.dtype().kernels(cell.operation).recurrent();
    gates = allocate(steps * rows, width);
    side = cell.hasSides() ? allocate(steps * rows, width) : gates;
    hidden = allocate(steps + 1, rows, units);
    cells = cell.hasCell() ? allocate(steps + 1, rows, units) : null;
    squashed = cell.hasCell() ? allocate(steps + 1, rows, units) : null;
  }

  private void check() {
    String name = cell.operation;
    weights.check(name, cell.gates);
    int in = weights.input().shape().dim(1);
    if (x.shape().rank() != 3 || x.shape().dim(2) != in) {
      throw new IllegalArgumentException(name + ": takes [t, n, " + in + "], not " + x.shape());
    }
    if (x.shape().dim(0) == 0) {
      throw new IllegalArgumentException(
          name + ": a sequence has one time step or more, not " + x.shape());
    }
    DType.requireSame(name, x, weights.input());
    checkState("hidden", firstHidden);
    if (cell.hasCell()) {
      checkState("cell", firstCell);
    }
  }

  private void checkState(String which, Tensor state) {
    Shape shape = Shape.of(x.shape().dim(1), weights.units());
    if (!state.shape().equals(shape)) {
      throw new IllegalArgumentException(
          cell.operation + ": the " + which + " state is " + shape + ", not " + state.shape());
    }
    DType.requireSame(cell.operation, x, state);
  }

  private Pass pass() {
    Pass found = Pass.of(cell.operation, x, firstHidden);
    if (found == null) {
      throw new IllegalStateException(
          cell.operation + ": needs a pass for its memory; start from pass.input(x)");
    }
    return found;
  }

  private Tensor allocate(int... shape) {
    return Tensor.allocate(x.dtype(), Shape.of(shape), pass);
  }

  // ---- forward ----

  Recurrence run() {
    takeInput();
    stateAt(hidden, firstPlace()).assign(firstHidden);
    if (cells != null) {
      stateAt(cells, firstPlace()).assign(firstCell);
    }
    takeSteps();
    Tensor y = hidden.view(Shape.of(steps, rows, units), forward ? rows * units : 0);
    y.from(wanting(), this::differentiate);
    int last = forward ? steps - 1 : 0;
    Tensor lastHidden = y.slice(last, last + 1).reshape(rows, units);
    return new Recurrence(y, lastHidden, cells == null ? null : lastCell(y));
  }

  /** The input's side of the sums of all steps, with both biases where the sides are one. */
  private void takeInput() {
    Tensor bias = weights.inputBias();
    if (bias != null && !cell.hasSides()) {
      bias = pass.input(bias).plus(pass.input(weights.hiddenBias()));
    }
    MatmulStart start = bias == null ? MatmulStart.ZERO : MatmulStart.BIAS;
    MatrixProduct.multiply(flat(x), false, weights.input(), true, start, gates, bias);
  }

  private void takeSteps() {
    Tensor bias = cell.hasSides() ? weights.hiddenBias() : null;
    MatmulStart start =
        !cell.hasSides()
            ? MatmulStart.ACCUMULATE
            : bias == null ? MatmulStart.ZERO : MatmulStart.BIAS;
    StepProduct product = new StepProduct(weights.hidden(), true, steps, rows, pass.memory());
    for (int i = 0; i < steps; i++) {
      int time = forward ? i : steps - 1 - i;
      Workers.run(
          product.parts(),
          part -> {
            product.run(part, hidden, before(time), start, side, sumsAt(time), bias);
            applyGates(product.units(part), time);
          });
    }
    product.release();
  }

  private void applyGates(Units part, int time) {
    Object sums = gates.array();
    Object states = hidden.array();
    int at = sumsAt(time);
    int before = before(time);
    int after = after(time);
    switch (cell) {
      case LSTM ->
          kernels.lstm(part, sums, at, cells.array(), squashed.array(), states, before, after);
      case GRU -> kernels.gru(part, sums, side.array(), at, states, before, after);
      case RNN_TANH -> kernels.rnn(part, false, sums, at, states, after);
      case RNN_RELU -> kernels.rnn(part, true, sums, at, states, after);
    }
  }

  /**
   * The cell state after the last step. What flows back from it is kept for the layer's derivative,
   * which comes later and so must be reached even if nothing flows from y.
   */
  private Tensor lastCell(Tensor y) {
    Tensor last = stateAt(cells, lastPlace());
    return last.from(
        y,
        (g, tape) -> {
          lastCellGradient = allocate(rows, units);
          lastCellGradient.assign(g);
          tape.accumulate(
              y,
              (gy, more) -> {
                if (!more) {
                  Elementwise.fill(0, gy);
                }
              });
        });
  }

  // ---- backward ----

  private void differentiate(Tensor g, Tape tape) {
    Tensor dHidden = allocate(rows, units);
    Elementwise.fill(0, dHidden);
    Tensor dCell = null;
    if (cell.hasCell()) {
      dCell = allocate(rows, units);
      if (lastCellGradient == null) {
        Elementwise.fill(0, dCell);
      } else {
        dCell.assign(lastCellGradient);
      }
    }
    goBack(g, dHidden, dCell);
    tape.add(firstHidden, gh -> gh.assign(dHidden));
    if (cell.hasCell()) {
      Tensor flowing = dCell;
      tape.add(firstCell, gc -> gc.assign(flowing));
    }
    addToWeights(tape);
    tape.accumulate(
        x,
        (gx, more) ->
            MatrixProduct.multiply(
                gates, false, weights.input(), false, MatrixProduct.start(more), flat(gx), null));
  }

  /** All gradients by sums, in place of gates and side, and the ones by the first states. */
  private void goBack(Tensor g, Tensor dHidden, Tensor dCell) {
    StepProduct product = new StepProduct(weights.hidden(), false, steps, rows, pass.memory());
    for (int i = steps - 1; i >= -1; i--) {
      int step = i;
      Workers.run(
          product.parts(),
          part -> {
            if (step + 1 < steps) {
              int later = sumsAt(forward ? step + 1 : steps - 2 - step);
              product.run(part, side, later, MatmulStart.ACCUMULATE, dHidden, 0, null);
            }
            if (step >= 0) {
              int time = forward ? step : steps - 1 - step;
              differentiateGates(product.units(part), time, g, dHidden, dCell);
            }
          });
    }
    product.release();
  }

  private void differentiateGates(
      Units part, int time, Tensor gradient, Tensor dHidden, Tensor dCell) {
    Object g = gradient.array();
    Object sums = gates.array();
    Object states = hidden.array();
    Object dh = dHidden.array();
    int at = sumsAt(time);
    int before = before(time);
    int after = after(time);
    int gAt = gradient.offset() + time * rows * units;
    switch (cell) {
      case LSTM ->
          kernels.lstmGradient(
              part,
              sums,
              at,
              cells.array(),
              squashed.array(),
              before,
              after,
              g,
              gAt,
              dh,
              dCell.array());
      case GRU -> kernels.gruGradient(part, sums, side.array(), at, states, before, g, gAt, dh);
      case RNN_TANH -> kernels.rnnGradient(part, false, sums, at, states, after, g, gAt, dh);
      case RNN_RELU -> kernels.rnnGradient(part, true, sums, at, states, after, g, gAt, dh);
    }
  }

  private void addToWeights(Tape tape) {
    Tensor before = hidden.view(Shape.of(steps * rows, units), forward ? 0 : rows * units);
    tape.accumulate(
        weights.hidden(),
        (gw, more) ->
            MatrixProduct.multiply(side, true, before, false, MatrixProduct.start(more), gw, null));
    tape.accumulate(
        weights.input(),
        (gw, more) ->
            MatrixProduct.multiply(
                gates, true, flat(x), false, MatrixProduct.start(more), gw, null));
    if (weights.inputBias() != null) {
      int all = steps * rows;
      tape.add(weights.inputBias(), gb -> Reductions.columnSums(all, width, gates, 0, gb, 0));
      tape.add(weights.hiddenBias(), gb -> Reductions.columnSums(all, width, side, 0, gb, 0));
    }
  }

  // ---- places ----

  private Tensor wanting() {
    Tensor[] inputs = {
      x,
      weights.input(),
      weights.hidden(),
      weights.inputBias(),
      weights.hiddenBias(),
      firstHidden,
      firstCell
    };
    for (Tensor input : inputs) {
      if (input != null && input.wantsGradient()) {
        return input;
      }
    }
    return x;
  }

  private Tensor flat(Tensor sequence) {
    return sequence.view(Shape.of(steps * rows, sequence.shape().dim(2)), 0);
  }

  private Tensor stateAt(Tensor states, int place) {
    return states.view(Shape.of(rows, units), place * rows * units);
  }

  private int firstPlace() {
    return forward ? 0 : steps;
  }

  private int lastPlace() {
    return forward ? steps : 0;
  }

  private int sumsAt(int time) {
    return time * rows * width;
  }

  /** Where the state before a time's step begins. */
  private int before(int time) {
    return (forward ? time : time + 1) * rows * units;
  }

  private int after(int time) {
    return (forward ? time + 1 : time) * rows * units;
  }
}
