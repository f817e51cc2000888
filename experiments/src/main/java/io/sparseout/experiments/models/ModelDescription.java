// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.models;

import io.sparseout.core.Layer;
import io.sparseout.core.io.Checkpoint;
import io.sparseout.core.io.CheckpointException;
import io.sparseout.core.io.Safetensors;
import io.sparseout.core.random.RandomStream;
import io.sparseout.datasets.ImageBatches;
import io.sparseout.datasets.ImageDataset;
import io.sparseout.datasets.Normalization;
import io.sparseout.experiments.options.Require;
import io.sparseout.layers.compression.ModelFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * What a checkpoint says of its model, so that it can be used without the options that it was
 * trained with. It stands in the file's metadata, as JSON under the name {@code description}.
 *
 * @param model as {@link ModelChoice#of} takes it
 * @param regularizer that it was trained with
 * @param data the name of the data set that it was trained on
 * @param channels of the images
 * @param height of the images
 * @param width of the images
 * @param classes their names, in the order of the outputs
 * @param mean of each channel where images are normalized, else null
 * @param standardDeviation of each channel where images are normalized, else null
 */
public record ModelDescription(
    String model,
    String regularizer,
    String data,
    int channels,
    int height,
    int width,
    List<String> classes,
    List<Float> mean,
    List<Float> standardDeviation) {
  private static final String NEEDED =
      "a checkpoint of a classifier that train, image or compress has saved";
  private static final int LARGEST_SIDE = 4096;
  private static final int LARGEST_CLASSES = 1_000_000;

  /**
   * The description of a model for some images.
   *
   * @param normalization that its inputs are normalized by; null for none
   */
  public static ModelDescription of(
      ModelChoice model,
      String regularizer,
      String data,
      ImageDataset images,
      Normalization normalization) {
    return new ModelDescription(
        model.text(),
        regularizer,
        data,
        images.channels(),
        images.height(),
        images.width(),
        IntStream.range(0, images.classes()).mapToObj(images::className).toList(),
        normalization == null ? null : channels(images, normalization::mean),
        normalization == null ? null : channels(images, normalization::standardDeviation));
  }

  /** The text for a checkpoint's metadata. */
  public Map<String, String> toMetadata() {
    return Described.metadata(this);
  }

  /**
   * The description of a checkpoint.
   *
   * @throws CheckpointException if the file cannot be used, or has no description, or a bad one
   */
  public static ModelDescription read(Path file) {
    return Described.read(file, ModelDescription.class, NEEDED, ModelDescription::check);
  }

  private void check() {
    ModelChoice.of(Described.require("model", model));
    Described.require("data", data);
    for (int side : new int[] {channels, height, width}) {
      Require.inRange("channels, height, width", side, 1, LARGEST_SIDE);
    }
    Require.inRange(
        "number of classes", Described.require("classes", classes).size(), 1, LARGEST_CLASSES);
    classes.forEach(name -> Described.require("name of each class", name));
    if (mean != null || standardDeviation != null) {
      int values = normalization().channels();
      Require.inRange("number of means", values, channels, channels);
    }
  }

  /**
   * The model with the weights of a checkpoint, to be evaluated. Where the file itself says what
   * its layers are, as of a network that was made smaller, it is of these.
   *
   * @throws CheckpointException if the file cannot be used, or is of another model
   */
  public Layer load(Path file) {
    if (ModelFile.isDescribed(Safetensors.read(file).metadata())) {
      return ModelFile.load(file);
    }
    Layer made =
        ModelChoice.of(model)
            .create(channels, height, width, classes.size(), (x, pass) -> x, RandomStream.of(0));
    Checkpoint.load(file, made);
    return made;
  }

  /** The batches with inputs as the model was trained on: normalized, as planes or flat. */
  public ImageBatches inputs(ImageBatches batches) {
    return ModelChoice.of(model)
        .inputs(mean == null ? batches : batches.normalized(normalization()));
  }

  /** The size of the images: {@code 3 x 32 x 32}. */
  public String size() {
    return channels + " x " + height + " x " + width;
  }

  private Normalization normalization() {
    return Normalization.of(floats("mean", mean), floats("standardDeviation", standardDeviation));
  }

  private static float[] floats(String name, List<Float> values) {
    float[] floats = new float[Described.require(name, values).size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = Described.require(name, values.get(i));
    }
    return floats;
  }

  private static List<Float> channels(ImageDataset images, IntFunction<Float> value) {
    return IntStream.range(0, images.channels()).mapToObj(value).toList();
  }
}
