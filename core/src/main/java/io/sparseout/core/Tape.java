// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The record of one pass for reverse-mode differentiation: each operation's output and its
 * derivative, in the order of computation. That order backwards is a topological order, so the
 * backward pass is a loop.
 */
final class Tape {
  /**
   * The derivative of one operation: adds to its inputs' gradients what flows from its output's.
   */
  @FunctionalInterface
  interface Derivative {
    /**
     * Applies the chain rule.
     *
     * @param gradient the gradient of the loss by the operation's output
     * @param tape where inputs' gradients are added to
     */
    void apply(Tensor gradient, Tape tape);
  }

  /** Writes one contribution to a gradient, starting from zero or from what is there. */
  @FunctionalInterface
  interface Accumulation {
    void write(Tensor gradient, boolean accumulate);
  }

  private record Step(Tensor output, Derivative derivative, Place place) {}

  private final List<Step> steps = new ArrayList<>();
  private final Memory memory;
  private final Pass pass;

  Tape(Pass pass, Memory memory) {
    this.pass = pass;
    this.memory = memory;
  }

  void record(Tensor output, Derivative derivative, Place place) {
    steps.add(new Step(output, derivative, place));
  }

  /**
   * Runs the record backwards from an output whose gradient is given and from penalties whose
   * gradients are 1, and forgets it.
   */
  void backward(Tensor output, Tensor gradient, List<Tensor> penalties) {
    boolean given = penalties.isEmpty() && isUsableFor(output, gradient);
    if (!given) {
      add(output, sum -> sum.assign(gradient));
    }
    penalties.forEach(penalty -> add(penalty, sum -> Elementwise.fill(1, sum)));
    for (int i = steps.size() - 1; i >= 0; i--) {
      Step step = steps.get(i);
      if (given && step.output == output) {
        step.derivative.apply(gradient, this);
        continue;
      }
      Tensor flowing = step.output.gradientOrNull();
      if (flowing != null) {
        step.derivative.apply(flowing, this);
        step.output.clearGradient();
        memory.release(flowing.dtype(), flowing.size(), flowing.array());
      }
    }
    steps.clear();
  }

  /** Whether a derivative can read the gradient where it is: derivatives do not write into it. */
  private static boolean isUsableFor(Tensor output, Tensor gradient) {
    return !output.isLeaf()
        && gradient.offset() == 0
        && gradient.dtype() == output.dtype()
        && gradient.shape().equals(output.shape());
  }

  /** Adds to a tensor's gradient, if it wants one, what the writer writes into a fresh tensor. */
  void add(Tensor input, Consumer<Tensor> writer) {
    accumulate(
        input,
        (gradient, accumulate) -> {
          if (accumulate) {
            Tensor more = brief(input);
            writer.accept(more);
            Arithmetic.addInto(more, gradient);
            memory.release(more.dtype(), more.size(), more.array());
          } else {
            writer.accept(gradient);
          }
        });
  }

  /** Adds to a tensor's gradient, if it wants one, by a writer that can add in place. */
  void accumulate(Tensor input, Accumulation writer) {
    if (!input.wantsGradient()) {
      return;
    }
    Tensor gradient = input.gradientOrNull();
    if (gradient != null) {
      writer.write(gradient, true);
    } else {
      Tensor own = input.leafGradient();
      gradient = own != null ? own : brief(input);
      writer.write(gradient, false);
      input.setGradient(gradient);
    }
  }

  /** The path of the place whose output first holds a value that is not finite, or null. */
  String firstNotFinite() {
    for (Step step : steps) {
      if (!step.output.isFinite()) {
        return step.place.path();
      }
    }
    return null;
  }

  private Tensor brief(Tensor like) {
    Object array = memory.takeBriefly(like.dtype(), like.size());
    return new Tensor(like.dtype(), like.shape(), array, 0, pass);
  }
}
