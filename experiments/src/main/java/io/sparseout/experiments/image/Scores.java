// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.image;

import io.sparseout.core.Layer;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;
import io.sparseout.core.train.Batch;
import io.sparseout.core.train.BatchIterator;
import io.sparseout.core.train.Batches;
import io.sparseout.layers.Losses;
import java.util.ArrayList;
import java.util.List;

/**
 * What a classifier comes to on images in order, in evaluation, measured in one go.
 *
 * @param loss the mean cross-entropy
 * @param accuracy the share classified right
 * @param mistakes the images classified wrong
 */
record Scores(double loss, double accuracy, List<Mistake> mistakes) {
  /**
   * An image classified wrong.
   *
   * @param image its number
   * @param label its class
   * @param predicted the class that it was taken for
   * @param probability what the model gives that class, from 0 to 1
   */
  record Mistake(int image, int label, int predicted, float probability) {}

  /** The scores of a model. */
  static Scores of(Layer model, Batches batches) {
    double loss = 0;
    int images = 0;
    List<Mistake> mistakes = new ArrayList<>();
    try (BatchIterator iterator = batches.epoch(0)) {
      for (Batch batch = iterator.next(); batch != null; batch = iterator.next()) {
        try (Pass pass = Pass.evaluation()) {
          Tensor output = model.forward(pass.input(batch.input()), pass);
          loss += Losses.crossEntropy(output, batch.target()).item() * batch.size();
          addMistakes(output, batch.target().toIntArray(), images, mistakes);
          images += batch.size();
        }
      }
    }
    return new Scores(
        loss / images, (double) (images - mistakes.size()) / images, List.copyOf(mistakes));
  }

  private static void addMistakes(Tensor output, int[] labels, int from, List<Mistake> mistakes) {
    int[] predicted = output.argmax(1).toIntArray();
    float[] probabilities = output.softmax().toFloatArray();
    int classes = probabilities.length / labels.length;
    for (int i = 0; i < labels.length; i++) {
      if (predicted[i] != labels[i]) {
        float probability = probabilities[i * classes + predicted[i]];
        mistakes.add(new Mistake(from + i, labels[i], predicted[i], probability));
      }
    }
  }
}
