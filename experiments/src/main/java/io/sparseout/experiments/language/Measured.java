// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.language;

import io.sparseout.datasets.TextDataset;
import io.sparseout.datasets.TextLevel;
import io.sparseout.experiments.compare.LayerSparsity;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * What a saved model comes to: what {@code language --evaluate --json} prints.
 *
 * @param checkpoint the model
 * @param data the texts
 * @param validationPerplexity of a token of the validation text
 * @param validationLoss its logarithm
 * @param validationBits the same in bits a character, null where tokens are words
 * @param testPerplexity of a token of the test text
 * @param testLoss its logarithm
 * @param testBits the same in bits a character, null where tokens are words
 * @param sparsity of the hidden states on the test text, by recurrent layer
 */
record Measured(
    String checkpoint,
    String data,
    double validationPerplexity,
    double validationLoss,
    Double validationBits,
    double testPerplexity,
    double testLoss,
    Double testBits,
    List<LayerSparsity> sparsity) {
  /**
   * Measures a model.
   *
   * @throws io.sparseout.core.io.CheckpointException if the file cannot be used, or is of another
   *     vocabulary
   */
  static Measured of(Path file, TextDataset texts) {
    TextScore validation = Reading.of(file, texts, texts.validation()).score();
    Reading test = Reading.of(file, texts, texts.test());
    boolean characters = texts.level() == TextLevel.CHARACTERS;
    return new Measured(
        file.toString(),
        texts.name(),
        validation.perplexity(),
        validation.loss(),
        characters ? (Double) validation.bits() : null,
        test.score().perplexity(),
        test.score().loss(),
        characters ? (Double) test.score().bits() : null,
        test.sparsity());
  }

  /** The same in a line. */
  String text() {
    return String.format(
            Locale.ROOT,
            "%s: validation perplexity %.2f, test perplexity %.2f",
            data,
            validationPerplexity,
            testPerplexity)
        + (testBits == null
            ? ""
            : String.format(
                Locale.ROOT, ", bits a character %.3f and %.3f", validationBits, testBits));
  }
}
