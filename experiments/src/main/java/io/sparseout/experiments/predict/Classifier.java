// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.predict;

import io.sparseout.core.Layer;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;
import io.sparseout.core.io.CheckpointException;
import io.sparseout.core.train.Batch;
import io.sparseout.core.train.BatchIterator;
import io.sparseout.datasets.ImageDataset;
import io.sparseout.experiments.models.ModelDescription;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/** A trained model that says which classes images are of, and how sure it is. */
final class Classifier {
  private static final int BATCH = 256;

  private final Path file;
  private final ModelDescription description;
  private final Layer model;

  /**
   * The model of a checkpoint.
   *
   * @throws CheckpointException if the file cannot be used
   */
  Classifier(Path file) {
    this.file = file;
    this.description = ModelDescription.read(file);
    this.model = description.load(file);
  }

  /** What the checkpoint says of the model. */
  ModelDescription description() {
    return description;
  }

  /**
   * Classifies images, in their order.
   *
   * @param top how many classes are wanted for each
   * @param results takes the number of each image, and its most probable classes
   * @throws CheckpointException if the model's outputs are not finite
   */
  void classify(ImageDataset images, int top, BiConsumer<Integer, List<ClassProbability>> results) {
    int image = 0;
    try (BatchIterator batches = description.inputs(images.batches(BATCH)).epoch(0)) {
      for (Batch batch = batches.next(); batch != null; batch = batches.next()) {
        try (Pass pass = Pass.evaluation()) {
          Tensor outputs = model.forward(pass.input(batch.input()), pass).softmax();
          float[] probabilities = outputs.toFloatArray();
          for (int i = 0; i < batch.size(); i++) {
            results.accept(image++, best(probabilities, i, top));
          }
        }
      }
    }
  }

  private List<ClassProbability> best(float[] probabilities, int image, int top) {
    int classes = description.classes().size();
    List<ClassProbability> all =
        IntStream.range(0, classes)
            .mapToObj(
                i ->
                    new ClassProbability(
                        description.classes().get(i), probabilities[image * classes + i]))
            .toList();
    if (all.stream().anyMatch(one -> !Double.isFinite(one.probability()))) {
      throw new CheckpointException(
          file, "its model's outputs are not finite", "train it with a smaller rate", null);
    }
    return all.stream()
        .sorted(Comparator.comparingDouble(ClassProbability::probability).reversed())
        .limit(top)
        .toList();
  }
}
