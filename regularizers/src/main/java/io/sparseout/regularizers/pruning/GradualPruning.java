// SPDX-License-Identifier: Apache-2.0
package io.sparseout.regularizers.pruning;

import io.sparseout.core.train.Trainer;
import io.sparseout.core.train.TrainingListener;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;

/**
 * Pruning during training: at the steps of a ramp the smallest weights, or units, go until the
 * ramp's share is pruned, and the rest trains on; Zhu and Gupta 2017. What is pruned once stays
 * pruned. This listener does its {@link Pruning}'s work too and saves its masks, so it alone is
 * given to the trainer. The step is the optimizer's, which a checkpoint has: training that is
 * resumed prunes on at the same steps.
 */
public final class GradualPruning implements TrainingListener {
  private final Pruning pruning;
  private final CubicRamp ramp;
  private final DoubleConsumer raise;

  private GradualPruning(Pruning pruning, CubicRamp ramp, DoubleConsumer raise) {
    this.pruning = pruning;
    this.ramp = ramp;
    this.raise = raise;
  }

  /**
   * Prunes the smallest weights of each parameter, the same share of each.
   *
   * @throws IllegalArgumentException if the target would leave nothing of one
   */
  public static GradualPruning l1Unstructured(
      Pruning pruning, CubicRamp ramp, List<String> parameters) {
    for (String name : parameters) {
      Amount.share(ramp.target()).of(pruning.size(name), "gradualPruning", name);
    }
    return new GradualPruning(
        pruning,
        ramp,
        share -> {
          for (String name : parameters) {
            int more = missing(share, pruning.size(name), pruning.pruned(name));
            pruning.l1Unstructured(name, Amount.number(more));
          }
        });
  }

  /**
   * Prunes the smallest weights of several parameters taken together.
   *
   * @throws IllegalArgumentException if the target would leave nothing
   */
  public static GradualPruning globalUnstructured(
      Pruning pruning, CubicRamp ramp, List<String> parameters) {
    int all = parameters.stream().mapToInt(pruning::size).sum();
    Amount.share(ramp.target()).of(all, "gradualPruning", String.join(", ", parameters));
    return new GradualPruning(
        pruning,
        ramp,
        share -> {
          int gone = parameters.stream().mapToInt(pruning::pruned).sum();
          pruning.globalUnstructured(parameters, Amount.number(missing(share, all, gone)));
        });
  }

  /**
   * Prunes the smallest units of each layer, the same share of each.
   *
   * @param layers for each layer what {@link Pruning#units} takes
   * @param n as for {@link Pruning#lnStructured}
   * @throws IllegalArgumentException if the target would leave nothing of one
   */
  public static GradualPruning units(
      Pruning pruning, CubicRamp ramp, List<List<String>> layers, double n) {
    for (List<String> layer : layers) {
      int units = pruning.parts(layer.get(0), 0);
      Amount.share(ramp.target()).of(units, "gradualPruning", "axis 0 of " + layer.get(0));
    }
    return new GradualPruning(
        pruning,
        ramp,
        share -> {
          for (List<String> layer : layers) {
            int gone = pruning.prunedParts(layer.get(0), 0);
            int more = missing(share, pruning.parts(layer.get(0), 0), gone);
            pruning.units(layer, Amount.number(more), n);
          }
        });
  }

  private static int missing(double share, int all, int gone) {
    return Math.max(0, (int) Math.rint(share * all) - gone);
  }

  /** The masks. */
  public Pruning pruning() {
    return pruning;
  }

  @Override
  public void stepDone(Trainer trainer, double loss) {
    pruning.apply();
    long step = trainer.optimizer().steps();
    if (ramp.isDue(step) && pruning.isFinite()) { // else the next loss tells of the divergence
      raise.accept(ramp.at(step));
    }
  }

  @Override
  public Map<String, String> memory() {
    return pruning.memory();
  }

  @Override
  public void recall(Map<String, String> memory) {
    pruning.recall(memory);
  }
}
