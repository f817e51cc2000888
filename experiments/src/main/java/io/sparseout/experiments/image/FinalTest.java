// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.image;

import io.sparseout.core.Layer;
import io.sparseout.core.io.Checkpoint;
import io.sparseout.core.random.RandomStream;
import io.sparseout.datasets.ImageDataset;
import io.sparseout.experiments.runs.Conclusion;
import io.sparseout.experiments.runs.RunDirectory;
import io.sparseout.experiments.runs.StopSignal;
import io.sparseout.experiments.runs.StoppedException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The end of a run: chooses each setting's p by the validation images, then has the chosen models,
 * and no others, read the test images once, and compares the settings with Dropout.
 */
final class FinalTest {
  private final Feed feed;
  private final ImageDataset test;
  private final List<Setting> settings;
  private final RunDirectory directory;
  private final StopSignal stop;
  private final Map<String, List<Scores.Mistake>> mistakes = new HashMap<>();
  private List<Comparison> comparisons = List.of();
  private String firstWeight;

  FinalTest(
      Feed feed,
      ImageDataset test,
      List<Setting> settings,
      RunDirectory directory,
      StopSignal stop) {
    this.feed = feed;
    this.test = test;
    this.settings = settings;
    this.directory = directory;
    this.stop = stop;
  }

  /**
   * Concludes from the rows of all trials.
   *
   * @throws StoppedException if the process is told to stop
   */
  Conclusion<ImageRow> conclude(List<ImageRow> rows) {
    Selection selection = new Selection(rows);
    List<ImageRow> all = new ArrayList<>();
    for (ImageRow row : rows) {
      if (stop.isRequested()) {
        throw new StoppedException("all models are trained and in " + directory.path());
      }
      all.add(selection.isChosen(row) ? tested(row) : row);
    }
    Map<String, List<ImageRow>> groups = groups(all);
    List<ImageRow> dropout =
        settings.stream()
            .filter(Setting::isDropout)
            .map(setting -> groups.get(setting.label()))
            .findFirst()
            .orElse(null);
    comparisons = Comparison.all(List.copyOf(groups.values()), dropout);
    return new Conclusion<>(all, comparisons);
  }

  /** The comparisons, once it has concluded. */
  List<Comparison> comparisons() {
    return comparisons;
  }

  /** The mistakes that a tested model made on the test images. */
  List<Scores.Mistake> mistakes(String trial) {
    return mistakes.get(trial);
  }

  /** The name of the models' parameter that is nearest to the input. */
  String firstWeight() {
    return firstWeight;
  }

  /** The rows of chosen models by setting, in the order of settings and seeds. */
  static Map<String, List<ImageRow>> groups(List<ImageRow> rows) {
    return rows.stream()
        .filter(ImageRow::chosen)
        .collect(Collectors.groupingBy(ImageRow::setting, LinkedHashMap::new, Collectors.toList()));
  }

  private ImageRow tested(ImageRow row) {
    Probe probe = new Probe();
    Layer model = feed.model().create(test, probe, RandomStream.of(row.seed()));
    Checkpoint.load(directory.model(row.trial()), model);
    firstWeight = model.parameters().get(0).name();
    Scores scores = Scores.of(model, feed.evaluation(test));
    mistakes.put(row.trial(), scores.mistakes());
    return row.tested(scores, probe.result());
  }
}
