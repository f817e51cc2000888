// SPDX-License-Identifier: Apache-2.0
package io.sparseout.regularizers.pruning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparseout.core.Tensor;
import io.sparseout.core.io.CheckpointException;
import io.sparseout.core.io.Fingerprint;
import io.sparseout.core.optim.Adam;
import io.sparseout.core.random.RandomStream;
import io.sparseout.core.train.Trainer;
import io.sparseout.core.train.TrainingListener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GradualPruningTest {
  private static final List<String> WEIGHTS = List.of("0.weight", "3.weight");
  private static final CubicRamp RAMP = new CubicRamp(0.25, 0.75, 3, 19, 4);
  private static final int EPOCHS = 6; // of four steps

  @TempDir Path folder;

  private enum Way {
    EACH,
    GLOBAL,
    UNITS;

    GradualPruning of(Pruning pruning) {
      return switch (this) {
        case EACH -> GradualPruning.l1Unstructured(pruning, RAMP, WEIGHTS);
        case GLOBAL -> GradualPruning.globalUnstructured(pruning, RAMP, WEIGHTS);
        case UNITS ->
            GradualPruning.units(
                pruning, RAMP, List.of(List.of("0.weight", "0.bias", "1.weight", "1.bias")), 2);
      };
    }
  }

  private static final class Run {
    final TwoLayers model = new TwoLayers();
    final Pruning pruning = new Pruning(model);
    final Trainer trainer =
        new Trainer(model, Tensor::meanSquaredError, new Adam(1e-2), RandomStream.of(3));

    Run(Way way) {
      trainer.listen(way.of(pruning));
    }
  }

  @Test
  void theRampIsThatOfThePaper() {
    assertEquals(0, RAMP.at(2));
    assertEquals(0.25, RAMP.at(3));
    for (int k = 1; k < 4; k++) {
      double expected = 0.75 + (0.25 - 0.75) * Math.pow(1 - 4.0 * k / 16, 3);
      assertEquals(expected, RAMP.at(3 + 4 * k), 1e-15);
    }
    assertEquals(0.75, RAMP.at(19));
    assertEquals(0.75, RAMP.at(1000));
    List<Integer> due = new ArrayList<>();
    for (int step = 0; step < 40; step++) {
      if (RAMP.isDue(step)) {
        due.add(step);
      }
    }
    assertEquals(List.of(3, 7, 11, 15, 19), due);
  }

  @Test
  void rampsOutOfRangeAreRefused() {
    assertRefused("initial is from 0 to less than 1, not NaN", Double.NaN, 0.5, 0, 4, 1);
    assertRefused("target is from 0.5 to less than 1, not 0.4", 0.5, 0.4, 0, 4, 1);
    assertRefused("target is from 0.0 to less than 1, not 1.0", 0, 1, 0, 4, 1);
    assertRefused("begin is 0 or more, not -1", 0, 0.5, -1, 4, 1);
    assertRefused("end is more than begin, 4, not 4", 0, 0.5, 4, 4, 1);
    assertRefused("every is a divisor of end - begin, 4, not 3", 0, 0.5, 0, 4, 3);
    assertRefused("every is a divisor of end - begin, 4, not 0", 0, 0.5, 0, 4, 0);
  }

  private static void assertRefused(
      String message, double initial, double target, long begin, long end, long every) {
    assertEquals(
        "cubicRamp: " + message,
        assertThrows(
                IllegalArgumentException.class,
                () -> new CubicRamp(initial, target, begin, end, every))
            .getMessage());
  }

  @Test
  void targetsThatLeaveNothingAreRefusedAtOnce() {
    Pruning pruning = new Pruning(new TwoLayers());
    CubicRamp steep = new CubicRamp(0.99, 0, 10, 1);
    assertEquals(
        "gradualPruning: a share of 0.99 of the 24 left in 3.weight is 24, from 0 to 23 can go;"
            + " prune less",
        assertThrows(
                IllegalArgumentException.class,
                () -> GradualPruning.l1Unstructured(pruning, steep, List.of("3.weight")))
            .getMessage());
    assertThrows(
        IllegalArgumentException.class,
        () -> GradualPruning.units(pruning, steep, List.of(List.of("0.weight")), 1));
    assertThrows(
        IllegalArgumentException.class,
        () -> GradualPruning.globalUnstructured(pruning, new CubicRamp(0.995, 0, 10, 1), WEIGHTS));
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void sparsityFollowsTheRampAndWhatIsGoneStaysGone(Way way) {
    Run run = new Run(way);
    List<String> counts = new ArrayList<>();
    float[][] last = {new float[0]};
    run.trainer.listen(
        new TrainingListener() {
          @Override
          public void stepDone(Trainer trainer, double loss) {
            float[] mask = run.pruning.mask("0.weight").toFloatArray();
            float[] weights = run.model.floats("0.weight");
            for (int i = 0; i < mask.length; i++) {
              assertTrue(mask[i] == 1 || weights[i] == 0);
              assertTrue(last[0].length == 0 || mask[i] <= last[0][i]);
            }
            last[0] = mask;
            counts.add(
                switch (way) {
                  case EACH ->
                      run.pruning.pruned("0.weight") + "," + run.pruning.pruned("3.weight");
                  case GLOBAL ->
                      "" + (run.pruning.pruned("0.weight") + run.pruning.pruned("3.weight"));
                  case UNITS -> "" + run.pruning.prunedParts("0.weight", 0);
                });
          }
        });
    run.trainer.fit(TwoLayers.batches(), EPOCHS);
    List<String> expected = new ArrayList<>();
    for (int step = 1; step <= 4 * EPOCHS; step++) {
      int due = step < 3 ? -1 : Math.min(19, 3 + (step - 3) / 4 * 4);
      double share = due < 0 ? 0 : RAMP.at(due);
      expected.add(
          switch (way) {
            case EACH -> (int) Math.rint(48 * share) + "," + (int) Math.rint(24 * share);
            case GLOBAL -> "" + (int) Math.rint(72 * share);
            case UNITS -> "" + (int) Math.rint(8 * share);
          });
    }
    assertEquals(expected, counts);
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void aTrainingThatIsResumedIsTheSameToTheLastBit(Way way) {
    Run whole = new Run(way);
    whole.trainer.fit(TwoLayers.batches(), EPOCHS);
    for (int epochs = 0; epochs <= EPOCHS; epochs++) {
      Path file = folder.resolve("epoch-" + epochs);
      Run first = new Run(way);
      first.trainer.fit(TwoLayers.batches(), epochs);
      first.trainer.save(file);
      Run resumed = new Run(way);
      resumed.trainer.restore(file);
      assertEquals(first.pruning.memory(), resumed.pruning.memory());
      resumed.trainer.fit(TwoLayers.batches(), EPOCHS);
      assertEquals(Fingerprint.sha256(whole.model), Fingerprint.sha256(resumed.model));
      assertEquals(whole.pruning.memory(), resumed.pruning.memory());
    }
  }

  @Test
  void zerosThatAreNotPrunedMayGrowAgainAfterResuming() {
    Path file = folder.resolve("zeros");
    Run run = new Run(Way.EACH);
    run.trainer.fit(TwoLayers.batches(), 1);
    Tensor weight = run.model.value("0.weight");
    float[] mask = run.pruning.mask("0.weight").toFloatArray();
    float[] values = weight.toFloatArray();
    int kept = 0;
    while (mask[kept] == 0) {
      kept++;
    }
    values[kept] = 0;
    weight.assign(Tensor.of(values, 8, 6));
    run.trainer.save(file);
    Run resumed = new Run(Way.EACH);
    resumed.trainer.restore(file);
    assertTrue(Arrays.equals(mask, resumed.pruning.mask("0.weight").toFloatArray()));
  }

  @Test
  void aCheckpointOfAnotherModelsMasksIsRefused() {
    Path file = folder.resolve("other");
    Run run = new Run(Way.EACH);
    run.trainer.save(file);
    Run resumed = new Run(Way.EACH);
    resumed.trainer.fit(TwoLayers.batches(), 2);
    String before = Fingerprint.sha256(resumed.model);
    // Without masks: what was saved by a trainer that pruned nothing.
    TwoLayers plain = new TwoLayers();
    new Trainer(plain, Tensor::meanSquaredError, new Adam(1e-2)).save(file);
    String said =
        assertThrows(CheckpointException.class, () -> resumed.trainer.restore(file)).getMessage();
    assertTrue(said.contains("its text listener/GradualPruning/1/masks is missing"), said);
    assertEquals(before, Fingerprint.sha256(resumed.model));
    assertFalse(resumed.pruning.memory().get("masks").isEmpty());
  }
}
