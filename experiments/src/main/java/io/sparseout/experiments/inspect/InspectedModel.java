// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.inspect;

import io.sparseout.core.Layer;
import io.sparseout.core.io.CheckpointException;
import io.sparseout.core.train.Batches;
import io.sparseout.datasets.DataFolders;
import io.sparseout.datasets.ImageDataset;
import io.sparseout.datasets.TextDataset;
import io.sparseout.datasets.Vocabulary;
import io.sparseout.experiments.models.LanguageDescription;
import io.sparseout.experiments.models.ModelDescription;
import io.sparseout.experiments.options.DataSource;
import io.sparseout.experiments.options.TextSource;
import io.sparseout.layers.CarriedState;
import io.sparseout.regularizers.sparsity.ActivationRecorder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The model of a checkpoint at work on test data: images or, of a language model, a text. */
final class InspectedModel {
  private static final int BATCH = 256;
  private static final int STREAMS = 10;
  private static final int STEPS = 35;

  private final Path file;
  private final InspectConfig config;

  /** The model of a file, to be measured as a run is told. */
  InspectedModel(Path file, InspectConfig config) {
    this.file = file;
    this.config = config;
  }

  /**
   * A data set's name as it is.
   *
   * @throws IllegalArgumentException if there is neither images nor a text of it
   */
  static String checked(String data) {
    if (!isOfImages(data) && !TextSource.exists(data)) {
      throw new IllegalArgumentException(
          "--data: one of "
              + Arrays.stream(DataSource.values())
                  .map(DataSource::toString)
                  .collect(Collectors.joining(", "))
              + ", sentences, ptb, wikitext2, or a text's file, not '"
              + data
              + "'");
    }
    return data;
  }

  private static boolean isOfImages(String data) {
    return Arrays.stream(DataSource.values()).anyMatch(set -> set.toString().equals(data));
  }

  /**
   * The activations of its parts.
   *
   * @param folders where to look for files of data
   * @throws CheckpointException if the file cannot be used, does not say which model it is of, or
   *     is of one that does not take the data, or whose activations are not finite
   */
  List<PartRow> activations(DataFolders folders) {
    return isOfImages(config.data()) ? ofImages(folders) : ofText(folders);
  }

  private List<PartRow> ofImages(DataFolders folders) {
    ModelDescription description = ModelDescription.read(file);
    ImageDataset images = DataSource.of(config.data()).load(folders, config.limit()).test();
    String size = images.channels() + " x " + images.height() + " x " + images.width();
    if (!size.equals(description.size())) {
      throw new CheckpointException(
          file,
          "its model takes images of " + description.size() + ", not " + size,
          "give it what it was trained on, " + description.data(),
          null);
    }
    return parts(description.load(file), description.inputs(images.batches(BATCH)));
  }

  private List<PartRow> ofText(DataFolders folders) {
    LanguageDescription description = LanguageDescription.read(file);
    TextDataset texts =
        TextSource.of(config.data(), description.level(), description.minimumCount())
            .load(folders, config.limit() == null ? description.limit() : config.limit());
    Vocabulary own = description.vocabulary();
    if (!own.equals(texts.vocabulary())) {
      throw new CheckpointException(
          file,
          "its vocabulary is not that of "
              + texts.name()
              + ": "
              + own.difference(texts.vocabulary()),
          "give it what it was trained on, " + description.data(),
          null);
    }
    Layer model = new CarriedState(description.load(file, (x, pass) -> x));
    return parts(model, texts.test().batches(STREAMS, STEPS));
  }

  private List<PartRow> parts(Layer model, Batches batches) {
    try {
      return ActivationRecorder.measure(model, batches, config.threshold()).stream()
          .map(part -> PartRow.of(part, config.units()))
          .toList();
    } catch (IllegalArgumentException e) {
      throw new CheckpointException(
          file, e.getMessage(), "give a model that computes finite numbers", e);
    }
  }
}
