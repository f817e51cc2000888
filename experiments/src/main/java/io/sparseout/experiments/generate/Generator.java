// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.generate;

import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;
import io.sparseout.core.io.CheckpointException;
import io.sparseout.core.random.RandomStream;
import io.sparseout.datasets.Vocabulary;
import io.sparseout.experiments.models.LanguageDescription;
import io.sparseout.layers.CarriedState;
import io.sparseout.layers.LanguageModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A trained language model that goes on with a text. */
final class Generator {
  private final Path file;
  private final LanguageModel model;
  private final Vocabulary vocabulary;
  private final Wording wording;

  /**
   * The model of a checkpoint.
   *
   * @throws CheckpointException if the file cannot be used
   */
  Generator(Path file) {
    this.file = file;
    LanguageDescription description = LanguageDescription.read(file);
    this.model = description.load(file, (x, pass) -> x);
    this.vocabulary = description.vocabulary();
    this.wording = Wording.of(description.textLevel());
  }

  /** What the model knows of words. */
  Vocabulary vocabulary() {
    return vocabulary;
  }

  /** The tokens of a text that the model does not know, each once. */
  List<String> unknown(String text) {
    return wording.tokens(text).stream()
        .filter(token -> !vocabulary.contains(token))
        .distinct()
        .toList();
  }

  /**
   * A text and what the model goes on with. It reads the text as the beginning of a line, unknown
   * tokens as {@link Vocabulary#UNKNOWN}, or not at all where it has none.
   *
   * @param length how many tokens to add
   * @param random draws them, a step for each
   * @throws IllegalArgumentException if there is nothing that the model can read
   * @throws CheckpointException if the model's outputs are not finite
   */
  String continued(String text, int length, Sampling sampling, RandomStream random) {
    List<String> tokens = new ArrayList<>(wording.tokens(text));
    if (vocabulary.contains(wording.lineEnd())) {
      tokens.add(0, wording.lineEnd());
    }
    int[] ids = tokens.stream().mapToInt(vocabulary::id).filter(id -> id >= 0).toArray();
    if (ids.length == 0) {
      throw new IllegalArgumentException(
          "--prompt: needs a token that the model knows, such as '" + vocabulary.word(0) + "'");
    }
    CarriedState carried = new CarriedState(model);
    StringBuilder written = new StringBuilder(text);
    for (int i = 0; i < length; i++) {
      int next = sampling.draw(logProbabilities(carried, ids), random.next());
      wording.append(written, vocabulary.word(next));
      ids = new int[] {next};
    }
    return written.toString();
  }

  /** Of the token after the given ones, which come after all before. */
  private float[] logProbabilities(CarriedState carried, int... ids) {
    try (Pass pass = Pass.evaluation()) {
      Tensor features = carried.forward(pass.input(Tensor.of(ids, ids.length, 1)), pass);
      Tensor last = features.slice(ids.length - 1, ids.length);
      float[] logProbabilities = model.logProbabilities(last, pass).toFloatArray();
      for (float value : logProbabilities) {
        if (!Float.isFinite(value)) {
          throw new CheckpointException(
              file, "its model's outputs are not finite", "train it with a smaller rate", null);
        }
      }
      return logProbabilities;
    }
  }
}
