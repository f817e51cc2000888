// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core;

import io.sparseout.core.random.RandomKey;
import io.sparseout.core.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

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
  private final Observer observer; // or null
  private final List<Tensor> penalties = new ArrayList<>();
  private Place place = new Place(null, "");
  private NoiseSharing sharing = NoiseSharing.NONE;
  private WeightNoise weightNoise = WeightNoise.NONE;
  private boolean recording;
  private boolean closed;

  private Pass(RandomKey key, Observer observer) {
    this.key = key;
    this.observer = observer;
    this.memory = Memory.borrow();
    this.tape = new Tape(this, memory);
    this.recording = key != null;
  }

  /**
   * A training pass: regularizers act, and operations are recorded. Takes one step of the stream.
   */
  public static Pass training(RandomStream random) {
    return new Pass(random.next(), null);
  }

  /** An evaluation pass: regularizers are the identity, and nothing is recorded. */
  public static Pass evaluation() {
    return new Pass(null, null);
  }

  /** An evaluation pass whose named parts, those applied by {@link #call}, are shown to another. */
  public static Pass evaluation(Observer observer) {
    return new Pass(null, Objects.requireNonNull(observer, "observer"));
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

  /**
   * A parameter's value as a tensor of this pass, for operations on parameters alone. The gradient
   * by it is the parameter's.
   */
  public Tensor use(Parameter parameter) {
    return parameter.value().in(this);
  }

  /**
   * Applies a part of a model under its name: its randomness is its own, whatever stands beside it,
   * and errors can say where they arose. A layer made of layers calls each this way.
   */
  public Tensor call(String name, Layer layer, Tensor x) {
    Place outer = place;
    place = outer.child(name);
    try {
      Tensor y = layer.forward(x, this);
      if (observer != null) {
        observer.seen(place.path(), layer, y);
      }
      return y;
    } finally {
      place = outer;
    }
  }

  /**
   * As {@link #call}, but what noise the part makes is the same for all indices of its input's
   * first axis: over the time steps {@code [t, n, ...]}, say. Gal and Ghahramani 2016 call that
   * variational dropout, others locked dropout.
   */
  public Tensor callLocked(String name, Layer layer, Tensor x) {
    return callSharing(NoiseSharing.FIRST_AXIS, name, layer, x);
  }

  /**
   * As {@link #call}, but what noise the part makes has one draw for each row, an index of its
   * input's first axis, and the same one for rows of the same number: for whole words of a text.
   *
   * @param numbers INT32, the number of each row, 0 or more
   */
  public Tensor callByRow(String name, Layer layer, Tensor x, Tensor numbers) {
    return callSharing(NoiseSharing.byRow(numbers), name, layer, x);
  }

  /**
   * As {@link #call}, but what noise the part makes has one draw for each index of its input's
   * first axes: with 1, for each example; with 2, for each channel of an example; with 0, one for
   * all.
   *
   * @param axes how many axes, from 0
   */
  public Tensor callByAxes(String name, int axes, Layer layer, Tensor x) {
    if (axes < 0) {
      throw new IllegalArgumentException("callByAxes: axes are 0 or more, not " + axes);
    }
    return callSharing(NoiseSharing.leading(axes), name, layer, x);
  }

  private Tensor callSharing(NoiseSharing inner, String name, Layer layer, Tensor x) {
    NoiseSharing outer = sharing;
    sharing = inner;
    try {
      return call(name, layer, x);
    } finally {
      sharing = outer;
    }
  }

  /**
   * As {@link #call}, but in training with noise on the weights of what the part is made of, in
   * place of any noise that was in force.
   */
  public Tensor callWithWeightNoise(String name, WeightNoise noise, Layer layer, Tensor x) {
    WeightNoise outer = weightNoise;
    weightNoise = isTraining() ? noise : WeightNoise.NONE;
    try {
      return call(name, layer, x);
    } finally {
      weightNoise = outer;
    }
  }

  /** The noise on weights that is in force; none in evaluation. For layers that have weights. */
  public WeightNoise weightNoise() {
    return weightNoise;
  }

  NoiseSharing sharing() {
    return sharing;
  }

  /**
   * Adds a penalty to what {@link #backward(Tensor)} differentiates: for layers that restrain their
   * activations. An evaluation pass has none.
   *
   * @param penalty a single number that was computed in this pass
   */
  public void penalize(Tensor penalty) {
    if (penalty.size() != 1 || penalty.pass() != this) {
      throw new IllegalArgumentException(
          "penalize: a penalty is a single number of this pass, not shape " + penalty.shape());
    }
    if (isTraining()) {
      penalties.add(penalty);
    }
  }

  /** The sum of all penalties so far. */
  public double penalty() {
    return penalties.stream().mapToDouble(Tensor::item).sum();
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
   * A mask: 1 with a probability, else 0, drawn anew for each element, or where the part was called
   * by {@link #callLocked} and its neighbours, as those say. A constant in this pass's memory.
   *
   * @param dtype FLOAT32 or FLOAT64
   * @param probability of 1, from 0 to 1; a probability 1-p gives the mask of {@link
   *     Tensor#sparseoutNoise} with p
   * @throws IllegalArgumentException if the probability is out of its range
   * @throws IllegalStateException if this is an evaluation pass
   */
  public Tensor bernoulli(DType dtype, double probability, int... shape) {
    return Draw.bernoulli(this, dtype, probability, Shape.of(shape));
  }

  /**
   * Numbers of the standard normal distribution, by the method of Box and Muller 1958; of 23 random
   * bits each, so that none is beyond 5.65. What is said of {@link #bernoulli} holds here too.
   *
   * @param dtype FLOAT32 or FLOAT64
   * @throws IllegalStateException if this is an evaluation pass
   */
  public Tensor normal(DType dtype, int... shape) {
    return Draw.normal(this, dtype, Shape.of(shape));
  }

  /**
   * A mask of ones with square holes of zeros, which may overlap: each place of a plane of the last
   * two axes where a whole square fits has one with a probability. What is said of {@link
   * #bernoulli} holds here too.
   *
   * @param probability of a square at a place, from 0 to 1
   * @param block the side of a square, from 1 to the shorter side of a plane
   * @throws IllegalArgumentException if a number is out of its range
   * @throws IllegalStateException if this is an evaluation pass
   */
  public Tensor blocks(DType dtype, double probability, int block, int... shape) {
    return Draw.blocks(this, dtype, probability, block, Shape.of(shape));
  }

  /**
   * The number of the step of the training stream that this pass took, from 0: what changes over
   * training is a function of it, and goes on where training was resumed.
   *
   * @throws IllegalStateException if this is an evaluation pass
   */
  public long step() {
    if (key == null) {
      throw new IllegalStateException("step: an evaluation pass takes no step; ask isTraining()");
    }
    return key.step();
  }

  /**
   * Computes the gradients of a loss, with all {@link #penalize penalties}, by every parameter and
   * variable that it was computed from, and adds them to what is there. A pass runs backward once.
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
   * Computes gradients backward from an output's gradient, and those of all penalties; see {@link
   * #backward(Tensor)}.
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
    tape.backward(output, gradient, penalties);
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
