// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparseout.core.Layer;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;
import io.sparseout.core.io.Checkpoint;
import io.sparseout.core.io.CheckpointException;
import io.sparseout.core.random.RandomStream;
import io.sparseout.core.train.BatchIterator;
import io.sparseout.datasets.Digits;
import io.sparseout.datasets.ImageDataset;
import io.sparseout.datasets.Normalization;
import io.sparseout.layers.compression.Compaction;
import io.sparseout.layers.compression.ModelFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelDescriptionTest {
  private static final ImageDataset IMAGES = Digits.train(20, 1);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"linear", "mlp:5,4", "lenet5", "vgg", "wrn-10-1"})
  void theModelOfACheckpointGivesTheSameOutputs(String text) {
    Normalization normalization = Normalization.measure(IMAGES);
    ModelChoice choice = ModelChoice.of(text);
    ModelDescription description =
        ModelDescription.of(choice, "dropout:p=0.5", "digits", IMAGES, normalization);
    Layer model = choice.create(IMAGES, (x, pass) -> x, RandomStream.of(3));
    Path file = folder.resolve("model");
    Checkpoint.save(file, model, description.toMetadata());
    ModelDescription read = ModelDescription.read(file);
    assertEquals(description, read);
    float[] expected;
    try (BatchIterator batches =
            choice.inputs(IMAGES.batches(20).normalized(normalization)).epoch(0);
        Pass pass = Pass.evaluation()) {
      expected = model.forward(pass.input(batches.next().input()), pass).toFloatArray();
    }
    try (BatchIterator batches = read.inputs(IMAGES.batches(20)).epoch(0);
        Pass pass = Pass.evaluation()) {
      Layer loaded = read.load(file);
      assertArrayEquals(
          expected, loaded.forward(pass.input(batches.next().input()), pass).toFloatArray());
    }
  }

  @Test
  void aNetworkThatWasMadeSmallerIsLoadedAsItIs() {
    ModelChoice choice = ModelChoice.of("mlp:8,4");
    Layer model = choice.create(IMAGES, (x, pass) -> x, RandomStream.of(3));
    model.parameters().get(0).value().detach().slice(2, 5).assign(Tensor.zeros(3, 784));
    model.parameters().get(1).value().detach().slice(2, 5).assign(Tensor.zeros(3));
    Layer small = Compaction.compact(model).model();
    Path file = folder.resolve("model");
    ModelDescription description = ModelDescription.of(choice, "none", "digits", IMAGES, null);
    ModelFile.save(file, small, description.toMetadata());
    Layer loaded = ModelDescription.read(file).load(file);
    assertEquals(5, loaded.parameters().get(0).value().shape().dim(0));
    for (int i = 0; i < small.parameters().size(); i++) {
      assertArrayEquals(
          small.parameters().get(i).value().toFloatArray(),
          loaded.parameters().get(i).value().toFloatArray());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\"model\":\"linear\"  | \"model\":\"lenet\"   | --model: one of linear, mlp",
        "\"model\":\"linear\"  | \"model\":null        | it lacks the model",
        "\"model\":\"linear\"  | \"model\":[           | its description is bad",
        "\"data\":\"digits\"   | \"dates\":\"digits\"  | it lacks the data",
        "\"channels\":1        | \"channels\":0        | channels, height, width: from 1 to 4096",
        "\"height\":28         | \"height\":1e9        | channels, height, width: from 1 to 4096",
        "\"width\":28          | \"width\":\"wide\"    | its description is bad",
        "\"classes\":[\"a\"]   | \"classes\":[]        | number of classes: from 1",
        "\"classes\":[\"a\"]   | \"class\":[]          | it lacks the classes",
        "\"classes\":[\"a\"]   | \"classes\":[null]    | it lacks the name of each class",
        "\"mean\":[0.5]        | \"mean\":null         | it lacks the mean",
        "\"mean\":[0.5]        | \"mean\":[0.5,0.5]    | needs a mean and a standard deviation",
        "\"standardDeviation\":[0.5] | \"standardDeviation\":[0] | standard deviation of channel 0",
        "{                     | x                     | its description is bad",
        "{                     | null                  | its description is bad",
      })
  void aBadDescriptionIsRefused(String good, String bad, String message) {
    String description =
        new ModelDescription(
                "linear", "none", "digits", 1, 28, 28, List.of("a"), List.of(0.5f), List.of(0.5f))
            .toMetadata()
            .get("description");
    assertTrue(description.contains(good.strip()), description);
    Path file = folder.resolve("model");
    Map<String, String> text =
        Map.of("description", description.replace(good.strip(), bad.strip()));
    Checkpoint.save(file, (x, pass) -> x, text);
    String error =
        assertThrows(CheckpointException.class, () -> ModelDescription.read(file)).getMessage();
    assertTrue(error.startsWith(file + ": its description is bad, "), error);
    assertTrue(error.contains(message.strip()), error);
  }

  @Test
  void aCheckpointOfAnotherModelIsRefused() {
    ModelDescription description =
        ModelDescription.of(ModelChoice.of("linear"), "none", "digits", IMAGES, null);
    Path file = folder.resolve("model");
    Layer other = ModelChoice.of("mlp:3").create(IMAGES, (x, pass) -> x, RandomStream.of(1));
    Checkpoint.save(file, other, description.toMetadata());
    ModelDescription read = ModelDescription.read(file);
    String error = assertThrows(CheckpointException.class, () -> read.load(file)).getMessage();
    assertTrue(error.contains("the model has 0.weight [10, 784], the file [3, 784]"), error);
  }
}
