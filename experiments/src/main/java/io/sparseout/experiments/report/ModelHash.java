// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.report;

import io.sparseout.core.Layer;
import io.sparseout.core.Shape;
import io.sparseout.core.Tensor;
import io.sparseout.core.io.Checkpoint;
import io.sparseout.core.io.CheckpointException;
import io.sparseout.core.io.Fingerprint;
import io.sparseout.core.io.Safetensors;
import io.sparseout.core.random.RandomStream;
import io.sparseout.experiments.models.LanguageDescription;
import io.sparseout.experiments.models.ModelDescription;
import io.sparseout.layers.Autoencoder;
import io.sparseout.layers.compression.ModelFile;
import java.nio.file.Path;

/** The hash of a saved model's weights, as its run's row has it. */
final class ModelHash {
  private static final String ENCODER = "encoder.0.weight";

  private ModelHash() {}

  /**
   * The hash of the weights of a file: {@link Fingerprint} goes in the model's order, which a file
   * does not keep, so the model is made again, where the file is large enough for it.
   *
   * @param experiment whose model it is
   * @throws CheckpointException if the file cannot be used, or does not say of which model it is
   */
  static String of(Path file, String experiment) {
    return Fingerprint.sha256(model(file, experiment));
  }

  private static Layer model(Path file, String experiment) {
    return switch (experiment) {
      case "sparsity" -> autoencoder(file);
      case "language" -> {
        LanguageDescription described = LanguageDescription.read(file);
        ModelSize.require(file, ModelSize.least(described));
        yield described.load(file, (x, pass) -> x);
      }
      default -> classifier(file);
    };
  }

  /** A network that was made smaller is as large as the file's own tensors, not as described. */
  private static Layer classifier(Path file) {
    ModelDescription described = ModelDescription.read(file);
    if (!ModelFile.isDescribed(Safetensors.read(file).metadata())) {
      ModelSize.require(file, ModelSize.least(described));
    }
    return described.load(file);
  }

  /** Whatever its activations, which have no weights. */
  private static Layer autoencoder(Path file) {
    Tensor encoder = Safetensors.read(file).tensors().get(ENCODER);
    Shape shape = encoder == null ? null : encoder.shape();
    if (shape == null || shape.rank() != 2 || shape.size() == 0) {
      throw new CheckpointException(
          file, "it has no matrix " + ENCODER, "needs a model that sparsity has saved", null);
    }
    Layer model = new Autoencoder(shape.dim(1), shape.dim(0), (x, pass) -> x, RandomStream.of(0));
    Checkpoint.load(file, model);
    return model;
  }
}
