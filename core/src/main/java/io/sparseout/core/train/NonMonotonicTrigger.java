// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.train;

import io.sparseout.core.SavedText;
import io.sparseout.core.optim.AveragedSgd;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * Starts averaging when the loss on held-out examples is above the lowest one of the epochs before,
 * not counting the last few: it falls unsteadily before it stops to fall. Merity et al. 2018,
 * algorithm 1, with an evaluation after each epoch. Once averaging has begun, nothing is measured.
 */
public final class NonMonotonicTrigger implements TrainingListener {
  private static final String LOWEST = "lowest";
  private static final String RECENT = "recent";

  private final AveragedSgd optimizer;
  private final ToDoubleFunction<Trainer> validationLoss;
  private final List<Double> recent; // the newest first; infinite where there is none yet
  private double lowest = Double.POSITIVE_INFINITY; // of those before

  /**
   * A listener that measures after each epoch.
   *
   * @param optimizer what is to average, the trainer's
   * @param validationLoss what is to fall
   * @param window how many of the last losses do not count, 0 or more; 5 in the paper
   */
  public NonMonotonicTrigger(
      AveragedSgd optimizer, ToDoubleFunction<Trainer> validationLoss, int window) {
    if (window < 0) {
      throw new IllegalArgumentException(
          "nonMonotonicTrigger: a window is 0 or more, not " + window);
    }
    this.optimizer = Objects.requireNonNull(optimizer, "optimizer");
    this.validationLoss = Objects.requireNonNull(validationLoss, "validationLoss");
    this.recent = new ArrayList<>(Collections.nCopies(window, Double.POSITIVE_INFINITY));
  }

  @Override
  public void epochDone(Trainer trainer, EpochResult result) {
    if (optimizer.isAveraging()) {
      return;
    }
    double loss = validationLoss.applyAsDouble(trainer);
    if (loss > lowest) {
      optimizer.startAveraging();
    }
    recent.add(0, Double.isNaN(loss) ? Double.POSITIVE_INFINITY : loss);
    lowest = Math.min(lowest, recent.remove(recent.size() - 1));
  }

  @Override
  public Map<String, String> memory() {
    Map<String, String> memory = new LinkedHashMap<>();
    memory.put(LOWEST, Double.toString(lowest));
    for (int i = 0; i < recent.size(); i++) {
      memory.put(RECENT + i, Double.toString(recent.get(i)));
    }
    return memory;
  }

  @Override
  public void recall(Map<String, String> memory) {
    double savedLowest = SavedText.number(memory, LOWEST);
    List<Double> saved = new ArrayList<>();
    for (int i = 0; i < recent.size(); i++) {
      saved.add(SavedText.number(memory, RECENT + i));
    }
    Collections.copy(recent, saved);
    lowest = savedLowest;
  }
}
