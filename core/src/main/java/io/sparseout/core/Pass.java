// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core;

import io.sparseout.core.random.RandomKey;
import io.sparseout.core.random.RandomStream;

/**
 * One run of a model, forward and perhaps backward. It carries what a run has and a model must not:
 * whether this is training or evaluation, the randomness, the record for differentiation, and the
 * memory of every intermediate, which is used again once the pass closes.
 *
 * <pre>{@code
 * try (Pass pass = Pass.training(random)) {
 *   Tensor loss = model.forward(pass.input(images), pass).crossEntropy(labels);
 *   pass.backward(loss);
 *   optimizer.step(model);
 * }
 * }</pre>
 *
 * <p>A pass is one thread's; different threads may run one model in passes of their own.
 */
public final class Pass implements AutoCloseable {
  private final RandomKey key;
  private final Memory memory;
  private final Tape tape;
  private Place place = new Place(null, "");
  private boolean recording;
  private boolean closed;

  private Pass(RandomKey key) {
    this.key = key;
    this.memory = Memory.borrow();
    this.tape = new Tape(this, memory);
    this.recording = key != null;
  }

  /**
   * A training pass: regularizers act, and operations are recorded. Takes one step of the stream.
   */
  public static Pass training(RandomStream random) {
    return new Pass(random.next());
  }

  /** An evaluation pass: regularizers are the identity, and nothing is recorded. */
  public static Pass evaluation() {
    return new Pass(null);
  }

  /** Whether this is a training pass. */
  public boolean isTraining() {
    return key != null;
  }

  /** A tensor as this pass's constant, without a copy. What is computed from it is the pass's. */
  public Tensor input(Tensor values) {
    return new Tensor(values.dtype(), values.shape(), values.array(), values.offset(), this);
  }

  /** An array as this pass's FLOAT32 constant of the given shape, without a copy. */
  public Tensor input(float[] values, int... shape) {
    return input(Tensor.of(values, shape));
  }

  /** A tensor as an input by which the backward pass is to differentiate, without a copy. */
  public Tensor variable(Tensor values) {
    return input(values).asLeaf();
  }

  /** A parameter's value as a tensor of this pass, for operations on parameters alone. */
  public Tensor use(Parameter parameter) {
    Tensor value = parameter.value();
    Tensor same = new Tensor(value.dtype(), value.shape(), value.array(), value.offset(), this);
    return same.from(value, (g, tape) -> tape.add(value, gv -> gv.assign(g)));
  }

  /**
   * Applies a part of a model under its name: its randomness is its own, whatever stands beside it,
   * and errors can say where they arose. A layer made of layers calls each this way.
   */
  public Tensor call(String name, Layer layer, Tensor x) {
    Place outer = place;
    place = outer.child(name);
    try {
      return layer.forward(x, this);
    } finally {
      place = outer;
    }
  }

  /**
   * The key of the random words of the next draw at this place of the model: a function of the
   * training stream, its step, the place's path and how many draws the place has made.
   *
   * @throws IllegalStateException if this is an evaluation pass
   */
  public RandomKey draw() {
    if (key == null) {
      throw new IllegalStateException("draw: an evaluation pass has no randomness");
    }
    return key.child(place.stream).child(place.draws++);
  }

  /**
   * Computes the gradients of a loss by every parameter and variable that it was computed from, and
   * adds them to what is there. A pass runs backward once.
   *
   * @param loss a single number
   * @throws IllegalArgumentException if it is more, or was not computed in this pass
   * @throws IllegalStateException if this is an evaluation pass, or has run backward
   */
  public void backward(Tensor loss) {
    if (loss.size() != 1) {
      throw new IllegalArgumentException(
          "backward: a loss is a single number, not shape "
              + loss.shape()
              + "; reduce it by mean()");
    }
    Tensor one = Tensor.allocate(loss.dtype(), loss.shape(), this);
    Elementwise.fill(1, one);
    backward(loss, one);
  }

  /**
   * Computes gradients backward from an output's gradient; see {@link #backward(Tensor)}.
   *
   * @param output what was computed in this pass
   * @param gradient the gradient by it, of the same shape. Not modified.
   */
  public void backward(Tensor output, Tensor gradient) {
    if (key == null) {
      throw new IllegalStateException(
          "backward: an evaluation pass records nothing; use Pass.training");
    }
    if (!recording) {
      throw new IllegalStateException("backward: this pass has run backward already");
    }
    if (output.pass() != this || !output.wantsGradient()) {
      throw new IllegalArgumentException(
          "backward: the output was not computed in this pass from a parameter or variable");
    }
    recording = false;
    tape.backward(output, gradient);
  }

  /**
   * The gradient by a variable of this pass, once it has run backward.
   *
   * @throws IllegalArgumentException if the backward pass has not reached it
   */
  public Tensor gradient(Tensor variable) {
    Tensor gradient = variable.gradientOrNull();
    if (gradient == null) {
      throw new IllegalArgumentException(
          "gradient: none for this tensor of shape "
              + variable.shape()
              + "; make it by variable() and run backward from what is computed from it");
    }
    return gradient;
  }

  /**
   * The path of the layer whose output was the first not to be finite, {@code 3.0}; empty where it
   * is not within a named part, null if all are finite. To be asked before the backward pass.
   */
  public String firstNotFinite() {
    return tape.firstNotFinite();
  }

  /**
   * Gives the memory of all intermediates back. Tensors of this pass cannot be used from here on.
   */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      memory.giveBack();
    }
  }

  boolean isClosed() {
    return closed;
  }

  Memory memory() {
    return memory;
  }

  boolean record(Tensor output, Tape.Derivative derivative) {
    if (recording) {
      tape.record(output, derivative, place);
    }
    return recording;
  }

  /** The one pass that operands belong to, null if none does. */
  static Pass of(String operation, Tensor a, Tensor b) {
    Pass first = a.pass();
    Pass second = b.pass();
    if (first != null && second != null && first != second) {
      throw new IllegalArgumentException(
          operation + ": operands of two passes; take a copy() of one of them");
    }
    return first != null ? first : second;
  }
}
