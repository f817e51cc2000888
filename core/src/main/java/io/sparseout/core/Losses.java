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
    Likelihood likelihood = new Likelihood("crossEntropy", operand.aligned(), labels);
    return likelihood
        .mean()
        .from(operand, (g, tape) -> tape.add(operand, gx -> likelihood.differentiate(g, gx)));
  }

  /**
   * The cross-entropy of logits x W^T + b, which nobody else sees: their gradient takes their
   * memory, so that there is but one array of them.
   */
  static Tensor linearCrossEntropy(Tensor x, Tensor weight, Tensor bias, Tensor labels) {
    Tensor own = bias == null ? null : bias.detach();
    Tensor logits = MatrixProduct.linear(x.detach(), weight.detach(), own);
    int rows = logits.shape().dim(0);
    if (!labels.shape().equals(Shape.of(rows))) {
      throw new IllegalArgumentException(
          "linearCrossEntropy: for "
              + rows
              + " rows takes labels ["
              + rows
              + "], not "
              + labels.shape());
    }
    Likelihood likelihood = new Likelihood("linearCrossEntropy", logits, labels);
    return likelihood
        .mean()
        .from(
            x,
            bias != null && bias.wantsGradient() ? bias : weight,
            (g, tape) -> {
              likelihood.differentiate(g, logits);
              MatrixProduct.differentiateLinear(x, weight, bias, logits, tape);
            });
  }

  /** The negative log-likelihood of labels under the softmax of logits, a row each. */
  private static final class Likelihood {
    private final LossKernels<Object> kernels;
    private final Tensor logits;
    private final int columns;
    private final int[] label;
    private final int first;
    private final Tensor logSums;

    Likelihood(String name, Tensor logits, Tensor labels) {
      this.kernels = kernels(name, logits);
      this.logits = logits;
      this.columns = logits.shape().dim(1);
      this.label = Reshaping.indices(name, labels, columns);
      this.first = labels.offset();
      this.logSums = Tensor.allocate(logits.dtype(), labels.shape(), logits.pass());
    }

    /** Its mean over the rows, which its gradient needs to have been computed. */
    Tensor mean() {
      Tensor losses = Tensor.allocate(logits.dtype(), logSums.shape(), logits.pass());
      Object x = logits.array();
      Softmax.byRow(
          logits,
          (from, to) ->
              kernels.crossEntropy(
                  from, to, columns, x, label, first, logSums.array(), losses.array()));
      Tensor mean = Tensor.allocate(logits.dtype(), Shape.of(), logits.pass());
      Elementwise.fill(Reductions.sum(losses).item() / losses.size(), mean);
      return mean;
    }

    /**
     * The gradient by the logits.
     *
     * @param g the gradient by the mean
     * @param gx Modified; may be the logits.
     */
    void differentiate(Tensor g, Tensor gx) {
      double scale = g.item() / logSums.size();
      Object x = logits.array();
      Softmax.byRow(
          logits,
          (from, to) ->
              kernels.crossEntropyGradient(
                  scale, from, to, columns, x, label, first, logSums.array(), gx.array()));
    }
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
