// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparseout.core.Tensor;
import io.sparseout.core.io.Safetensors;
import io.sparseout.datasets.Sentences;
import io.sparseout.datasets.TextDataset;
import io.sparseout.experiments.progress.ProgressViews;
import io.sparseout.experiments.runs.EpochMetrics;
import io.sparseout.experiments.runs.RegularizerChoice;
import io.sparseout.experiments.runs.Run;
import io.sparseout.experiments.runs.RunDirectory;
import io.sparseout.experiments.runs.RunRecord;
import io.sparseout.experiments.runs.StopSignal;
import io.sparseout.experiments.runs.TrialException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class LanguageTrialTest {
  private static final TextDataset TEXTS = Sentences.generate(2000, 1);

  @TempDir Path folder;

  @Command
  private static final class Holder {
    @Mixin private LanguageOptions options;
  }

  /** A trained model. */
  private record Trained(LanguageRow row, Path model, List<Double> losses) {}

  private Trained train(String name, String options) {
    return train(name, options, directory -> {});
  }

  /** Trains, in a folder that something is done to first. */
  private Trained train(String name, String options, Consumer<RunDirectory> first) {
    Holder holder = new Holder();
    String all = "--model lstm:8x1 --bptt 10 --batch 10 " + options;
    new CommandLine(holder).parseArgs(all.split(" "));
    LanguageConfig config = holder.options.config(1);
    RunDirectory directory = RunDirectory.create(Optional.of(folder.resolve(name)), "test");
    first.accept(directory);
    RegularizerChoice none = RegularizerChoice.of("none");
    LanguageTrial trial = new LanguageTrial(config, TEXTS, "none", none, 1, directory);
    Run<LanguageRow> run =
        new Run<>(directory, new RunRecord("test", List.of(), config, List.of()), new StopSignal());
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    run.execute(List.of(trial), ProgressViews.of(nowhere, true, 1, 1));
    return new Trained(
        run.rows().get(0),
        directory.model(trial.name()),
        run.metrics().stream().map(EpochMetrics::validationLoss).toList());
  }

  /** The first epoch whose loss is above the lowest one before, from 1. */
  private static int firstRise(List<Double> losses) {
    int epoch = 1;
    while (losses.get(epoch) <= losses.get(epoch - 1)) {
      epoch++;
    }
    return epoch + 1;
  }

  @Test
  void averagingBeginsWhenTheLossRisesAndTheMeansAreWhatIsKept() {
    String steps = "--lr 60 --clip 0 --lr-decay 1 --epochs 8 ";
    Trained plain = train("sgd", steps);
    Trained averaged = train("asgd", steps + "--optimizer asgd --nonmono 0");
    int rise = firstRise(plain.losses);
    assertTrue(rise < 8, plain.losses::toString);
    assertEquals(plain.losses.subList(0, rise), averaged.losses.subList(0, rise));
    assertTrue(averaged.losses.get(7) < plain.losses.get(7), averaged.losses::toString);
    assertEquals(averaged.losses.get(7), averaged.row.validationLoss());
    assertEquals(
        averaged.row.validationLoss(),
        Reading.of(averaged.model, TEXTS, TEXTS.validation()).score().loss());
    Trained patient = train("patient", steps + "--optimizer asgd --nonmono 8");
    assertEquals(plain.row.weightsSha256(), patient.row.weightsSha256());
  }

  @Test
  void theRateFallsWhereTheLossDoesNot() {
    String steps = "--lr 60 --clip 0 --epochs 8 --lr-decay ";
    Trained constant = train("constant", steps + "1");
    Trained falling = train("falling", steps + "0.1");
    int rise = firstRise(constant.losses);
    assertEquals(constant.losses.subList(0, rise), falling.losses.subList(0, rise));
    assertNotEquals(constant.losses.get(rise), falling.losses.get(rise));
  }

  @Test
  void aTrainingOfOtherTextsDoesNotGoOn() {
    Map<String, String> other = Map.of("textSha256", "another");
    TrialException refused =
        assertThrows(
            TrialException.class,
            () ->
                train(
                    "other",
                    "--epochs 1",
                    directory ->
                        Safetensors.write(
                            directory.training("none-seed1"),
                            Map.of("weight", Tensor.zeros(1)),
                            other)));
    assertTrue(
        refused.getCause().getMessage().contains("it was trained on other texts than sentences"),
        refused.getCause()::toString);
  }

  @Test
  void weightsStartWithinTheRange() {
    Trained trained = train("range", "--init-range 0.125 --lr 1e-9 --epochs 1");
    for (Tensor weights : Safetensors.read(trained.model).tensors().values()) {
      float largest = 0;
      for (float weight : weights.toFloatArray()) {
        largest = Math.max(largest, Math.abs(weight));
      }
      assertTrue(largest > 0.1 && largest < 0.126, "largest " + largest);
    }
  }
}
