// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.report;

import io.sparseout.core.Tensor;
import io.sparseout.core.io.CheckpointException;
import io.sparseout.core.io.Safetensors;
import io.sparseout.experiments.models.LanguageDescription;
import io.sparseout.experiments.models.LanguageModelChoice;
import io.sparseout.experiments.models.ModelDescription;
import java.nio.file.Path;

/**
 * How many numbers a described model has at the least. A description is a text that anybody may
 * change: a few words ask for more memory than there is. So a model is made only where the file has
 * as many numbers as it needs, which bounds it by the file's length.
 */
final class ModelSize {
  private static final String MLP = "mlp:";
  private static final int KERNEL = 9; // 3 x 3

  private ModelSize() {}

  /**
   * Checks that a file may have the weights of a model.
   *
   * @param least how many numbers the model has at the least
   * @throws CheckpointException if the file cannot be used, or has fewer
   */
  static void require(Path file, long least) {
    long stored = Safetensors.read(file).tensors().values().stream().mapToLong(Tensor::size).sum();
    if (stored < least) {
      throw new CheckpointException(
          file,
          "the model that it describes has " + least + " weights or more, the file " + stored,
          "needs a file that is as it was saved",
          null);
    }
  }

  /** Of a classifier: its largest matrices. */
  static long least(ModelDescription model) {
    String name = model.model();
    long channels = model.channels();
    long classes = model.classes().size();
    return switch (name) {
      case "lenet5" -> 512 * (64L * (model.height() / 4) * (model.width() / 4) + classes);
      case "vgg" -> 256 * (128L * (model.height() / 8) * (model.width() / 8) + classes);
      case "linear" -> perceptron(channels * model.height() * model.width(), "", classes);
      default ->
          name.startsWith(MLP)
              ? perceptron(
                  channels * model.height() * model.width(), name.substring(MLP.length()), classes)
              : wideResNet(name, channels, classes);
    };
  }

  private static long perceptron(long inputs, String hidden, long classes) {
    long least = 0;
    long before = inputs;
    for (String units : hidden.isEmpty() ? new String[0] : hidden.split(",")) {
      long after = Long.parseLong(units);
      least += before * after;
      before = after;
    }
    return least + before * classes;
  }

  /** Each block of the last group has a convolution from as many channels as to. */
  private static long wideResNet(String name, long channels, long classes) {
    String[] parts = name.split("-");
    long blocks = (Long.parseLong(parts[1]) - 4) / 6;
    long widest = 64 * Long.parseLong(parts[2]);
    return KERNEL * (16 * channels + blocks * widest * widest) + widest * classes;
  }

  /** Of a language model: its embedding and its recurrent layers. */
  static long least(LanguageDescription model) {
    LanguageModelChoice choice = LanguageModelChoice.of(model.model());
    long gates =
        switch (choice.cell()) {
          case "lstm" -> 4;
          case "gru" -> 3;
          default -> 1;
        };
    long least = (long) model.words().size() * model.embedding();
    long before = model.embedding();
    for (int layer = 1; layer <= choice.layers(); layer++) {
      long units = model.tied() && layer == choice.layers() ? model.embedding() : choice.hidden();
      least += gates * units * (before + units);
      before = units;
    }
    return least;
  }
}
