// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core;

import io.sparseout.core.kernels.LossKernels;
import io.sparseout.core.kernels.Workers;

/** Losses: means over examples or elements. */
final class Losses {
  private Losses() {}

  static Tensor crossEntropy(Tensor operand, Tensor labels) {
    int rows = operand.shape().rank() == 2 ? operand.shape().dim(0) : -1;
    if (!labels.shape().equals(Shape.of(Math.max(0, rows))) || rows < 0) {
      throw new IllegalArgumentException(
          "crossEntropy: takes logits [n, classes] and labels [n], not "
              + operand.shape()
              + " and "
              + labels.shape());
    }
    LossKernels<Object> kernels = kernels("crossEntropy", operand);
    Tensor x = operand.aligned();
    int columns = x.shape().dim(1);
    int[] label = Reshaping.indices("crossEntropy", labels, columns);
    Tensor logSums = Tensor.allocate(x.dtype(), labels.shape(), x.pass());
    Tensor losses = Tensor.allocate(x.dtype(), labels.shape(), x.pass());
    int first = labels.offset();
    Softmax.byRow(
        x,
        (from, to) ->
            kernels.crossEntropy(
                from, to, columns, x.array(), label, first, logSums.array(), losses.array()));
    Tensor loss = Tensor.allocate(x.dtype(), Shape.of(), x.pass());
    Elementwise.fill(Reductions.sum(losses).item() / rows, loss);
    return loss.from(
        operand,
        (g, tape) ->
            tape.add(
                operand,
                gx ->
                    Softmax.byRow(
                        x,
                        (from, to) ->
                            kernels.crossEntropyGradient(
                                g.item() / rows,
                                from,
                                to,
                                columns,
                                x.array(),
                                label,
                                first,
                                logSums.array(),
                                gx.array()))));
  }

  /**
   * The cross-entropy of logits x W^T + b, which nobody else sees: their gradient takes their
   * memory, so that there is but one array of them.
   */
  static Tensor linearCrossEntropy(Tensor x, Tensor weight, Tensor bias, Tensor labels) {
    Tensor logits = MatrixProduct.linear(x.detach(), weight.detach(), detached(bias));
    int rows = logits.shape().dim(0);
    int columns = logits.shape().dim(1);
    if (!labels.shape().equals(Shape.of(rows))) {
      throw new IllegalArgumentException(
          "linearCrossEntropy: for "
              + rows
              + " rows takes labels ["
              + rows
              + "], not "
              + labels.shape());
    }
    LossKernels<Object> kernels = kernels("linearCrossEntropy", logits);
    int[] label = Reshaping.indices("linearCrossEntropy", labels, columns);
    int first = labels.offset();
    Tensor logSums = Tensor.allocate(x.dtype(), labels.shape(), logits.pass());
    Tensor losses = Tensor.allocate(x.dtype(), labels.shape(), logits.pass());
    Object array = logits.array();
    Softmax.byRow(
        logits,
        (from, to) ->
            kernels.crossEntropy(
                from, to, columns, array, label, first, logSums.array(), losses.array()));
    Tensor loss = Tensor.allocate(x.dtype(), Shape.of(), logits.pass());
    Elementwise.fill(Reductions.sum(losses).item() / rows, loss);
    Tensor wanting = bias != null && bias.wantsGradient() ? bias : weight;
    return loss.from(
        x,
        wanting,
        (g, tape) -> {
          double scale = g.item() / rows;
          Softmax.byRow(
              logits,
              (from, to) ->
                  kernels.crossEntropyGradient(
                      scale, from, to, columns, array, label, first, logSums.array(), array));
          MatrixProduct.differentiateLinear(x, weight, bias, logits, tape);
        });
  }

  private static Tensor detached(Tensor bias) {
    return bias == null ? null : bias.detach();
  }

  static Tensor meanSquaredError(Tensor operand, Tensor goal) {
    check("meanSquaredError", operand, goal);
    LossKernels<Object> kernels = kernels("meanSquaredError", operand);
    Tensor x = operand.aligned();
    Tensor target = goal.aligned();
    int n = x.size();
    Tensor loss = Tensor.allocate(x.dtype(), Shape.of(), Pass.of("meanSquaredError", x, target));
    Elementwise.fill(
        Reductions.chunked(
                n, (from, to) -> kernels.squaredError(from, to, x.array(), target.array()))
            / n,
        loss);
    return loss.from(
        operand,
        goal,
        (g, tape) -> {
          double scale = 2 * g.item() / n;
          tape.add(operand, gx -> squaredErrorGradient(kernels, scale, x, target, gx));
          tape.add(goal, gt -> squaredErrorGradient(kernels, scale, target, x, gt));
        });
  }

  static Tensor binaryCrossEntropyWithLogits(Tensor operand, Tensor goal) {
    check("binaryCrossEntropyWithLogits", operand, goal);
    LossKernels<Object> kernels = kernels("binaryCrossEntropyWithLogits", operand);
    Tensor x = operand.aligned();
    Tensor target = goal.aligned();
    int n = x.size();
    Tensor loss =
        Tensor.allocate(x.dtype(), Shape.of(), Pass.of("binaryCrossEntropyWithLogits", x, target));
    Elementwise.fill(
        Reductions.chunked(
                n, (from, to) -> kernels.logisticLoss(from, to, x.array(), target.array()))
            / n,
        loss);
    return loss.from(
        operand,
        goal,
        (g, tape) -> {
          double scale = g.item() / n;
          tape.add(
              operand,
              gx ->
                  Workers.split(
                      n,
                      Elementwise.GRAIN,
                      (from, to) ->
                          kernels.logisticLossGradient(
                              scale, from, to, x.array(), target.array(), gx.array())));
          tape.add(goal, gt -> gt.assign(x.detach().times(-scale)));
        });
  }

  private static void squaredErrorGradient(
      LossKernels<Object> kernels, double scale, Tensor x, Tensor target, Tensor gx) {
    Workers.split(
        x.size(),
        Elementwise.GRAIN,
        (from, to) ->
            kernels.squaredErrorGradient(scale, from, to, x.array(), target.array(), gx.array()));
  }

  private static void check(String name, Tensor x, Tensor target) {
    if (!x.shape().equals(target.shape()) || x.dtype() != target.dtype()) {
      throw new IllegalArgumentException(
          name
              + ": prediction and target differ, "
              + x.dtype()
              + " "
              + x.shape()
              + " and "
              + target.dtype()
              + " "
              + target.shape());
    }
  }

  private static LossKernels<Object> kernels(String name, Tensor x) {
    return x.dtype().kernels(name).losses();
  }
}
