// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers.compression;

import io.sparseout.core.Layer;
import io.sparseout.core.Tensor;
import io.sparseout.core.io.Checkpoint;
import io.sparseout.core.io.CheckpointException;
import io.sparseout.core.io.Safetensors;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * A network in one safetensors file that says what it is: its tensors under their usual names, and
 * in the metadata, as {@code network}, its layers: {@code Sequential(0: Linear(), 1: Relu(), 2:
 * Identity(), 3: Linear())}. So a network that was compacted is loaded without its sizes being
 * known. What in evaluation is the identity, as all regularizers are, is kept as that: parameters
 * after it keep their names.
 *
 * <p>The layers that a file can have are {@code Sequential}, all {@link
 * io.sparseout.layers.Stacked} models, which come back as Sequentials of the same names, {@code
 * Residual}, {@code WideResNetBlock}, {@code Linear}, {@code Conv2d}, what {@link Sparsification}
 * and {@link Quantization} put in their places, the batch normalizations, pools, {@code Flatten}
 * and the functions of each element.
 */
public final class ModelFile {
  private static final String NETWORK = "network";

  private ModelFile() {}

  /**
   * Saves a network, whole or not at all.
   *
   * @throws IllegalArgumentException if it has a layer that a file cannot have
   * @throws java.io.UncheckedIOException if the file cannot be written
   */
  public static void save(Path file, Layer network) {
    save(file, network, Map.of());
  }

  /**
   * Saves a network, whole or not at all.
   *
   * @param text what else is to be kept, by name; {@link Safetensors#metadata} gives it back
   * @throws IllegalArgumentException if it has a layer that a file cannot have, or the text has the
   *     name {@code network}
   * @throws java.io.UncheckedIOException if the file cannot be written
   */
  public static void save(Path file, Layer network, Map<String, String> text) {
    Map<String, String> all = new HashMap<>(text);
    if (all.put(NETWORK, architecture(network)) != null) {
      throw new IllegalArgumentException("save: the text " + NETWORK + " is the file's own");
    }
    Checkpoint.save(file, network, all);
  }

  /** Whether a file of these texts says what its layers are, so that it can be loaded here. */
  public static boolean isDescribed(Map<String, String> metadata) {
    return metadata.containsKey(NETWORK);
  }

  /**
   * A network's layers as text.
   *
   * @throws IllegalArgumentException if it has a layer that a file cannot have
   */
  public static String architecture(Layer network) {
    return LayerKinds.describe("", network).toString();
  }

  /**
   * Loads a network.
   *
   * @throws CheckpointException if the file is missing or bad, or was not saved here
   */
  public static Layer load(Path file) {
    Safetensors content = Safetensors.read(file);
    String text = content.metadata().get(NETWORK);
    if (text == null) {
      throw new CheckpointException(
          file,
          "it has no text " + NETWORK + ", which says what its layers are",
          "give a file that ModelFile.save wrote, or load its tensors into a model with"
              + " Checkpoint.load",
          null);
    }
    return network(file, text, content.tensors());
  }

  /** The network of a text and of all the tensors of a file. */
  static Layer network(Path file, String text, Map<String, Tensor> tensors) {
    Map<String, Tensor> unused = new LinkedHashMap<>(tensors);
    Layer network;
    try {
      network = new Source("", PlanReader.read(text), unused).layer();
    } catch (IllegalArgumentException e) {
      throw bad(file, e.getMessage(), e);
    }
    if (!unused.isEmpty()) {
      throw bad(file, "no layer has the tensors " + new TreeSet<>(unused.keySet()), null);
    }
    return network;
  }

  private static CheckpointException bad(Path file, String problem, Exception cause) {
    return new CheckpointException(
        file,
        "its text " + NETWORK + " does not fit, " + problem,
        "save the network again with ModelFile.save",
        cause);
  }
}
