// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.image;

import io.sparseout.core.Layer;
import io.sparseout.core.io.Checkpoint;
import io.sparseout.core.random.RandomStream;
import io.sparseout.datasets.ImageDataset;
import io.sparseout.experiments.compare.Probe;
import io.sparseout.experiments.runs.RunDirectory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Has the chosen models, as they are, read the test images. */
final class FinalTest {
  private final Feed feed;
  private final ImageDataset test;
  private final RunDirectory directory;
  private final Map<String, List<Scores.Mistake>> mistakes = new HashMap<>();
  private String firstWeight;

  FinalTest(Feed feed, ImageDataset test, RunDirectory directory) {
    this.feed = feed;
    this.test = test;
    this.directory = directory;
  }

  /** The row of a chosen model, with its measures on the test images. */
  ImageRow tested(ImageRow row) {
    Probe probe = new Probe();
    Layer model = feed.model().create(test, probe, RandomStream.of(row.seed()));
    Checkpoint.load(directory.model(row.trial()), model);
    firstWeight = model.parameters().get(0).name();
    Scores scores = Scores.of(model, feed.evaluation(test));
    mistakes.put(row.trial(), scores.mistakes());
    return row.tested(scores, probe.result());
  }

  /** The mistakes that a tested model made on the test images. */
  List<Scores.Mistake> mistakes(String trial) {
    return mistakes.get(trial);
  }

  /** The name of the models' parameter that is nearest to the input. */
  String firstWeight() {
    return firstWeight;
  }
}
