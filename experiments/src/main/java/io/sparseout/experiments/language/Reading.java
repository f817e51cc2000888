// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.language;

import io.sparseout.core.Layer;
import io.sparseout.core.io.CheckpointException;
import io.sparseout.datasets.TextDataset;
import io.sparseout.datasets.TokenText;
import io.sparseout.datasets.Vocabulary;
import io.sparseout.experiments.compare.LayerSparsity;
import io.sparseout.experiments.compare.Probe;
import io.sparseout.experiments.models.LanguageDescription;
import java.nio.file.Path;
import java.util.List;

/**
 * A text read by a saved model.
 *
 * @param score what the model comes to on it
 * @param sparsity of its hidden states, by recurrent layer
 */
record Reading(TextScore score, List<LayerSparsity> sparsity) {
  /**
   * Reads a text.
   *
   * @param texts the set that it is of
   * @throws CheckpointException if the file cannot be used, or is of another vocabulary
   */
  static Reading of(Path file, TextDataset texts, TokenText text) {
    LanguageDescription model = LanguageDescription.read(file);
    Vocabulary own = model.vocabulary();
    if (!own.equals(texts.vocabulary())) {
      throw new CheckpointException(
          file,
          "its vocabulary, of "
              + own.size()
              + ", is not that of "
              + texts.name()
              + ", of "
              + texts.vocabulary().size()
              + ": "
              + own.difference(texts.vocabulary()),
          "have it read what it was trained on, " + model.data(),
          null);
    }
    Probe probe = new Probe();
    TextScore score = TextScore.of(model.load(file, ofTokens(probe)), text);
    return new Reading(score, probe.result());
  }

  /** A probe to which each token's hidden state is an example, not each step of time. */
  private static Layer ofTokens(Probe probe) {
    return (x, pass) -> {
      int width = x.shape().dim(x.shape().rank() - 1);
      probe.forward(x.reshape(x.size() / width, width), pass);
      return x;
    };
  }
}
