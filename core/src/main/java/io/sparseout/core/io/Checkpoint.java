// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.io;

import io.sparseout.core.Buffer;
import io.sparseout.core.Layer;
import io.sparseout.core.Parameter;
import io.sparseout.core.SavedText;
import io.sparseout.core.Tensor;
import io.sparseout.core.optim.Optimizer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * A model, alone or with its optimizer and its place in training, in one safetensors file. The
 * parameters and buffers stand under their own names, as in PyTorch's state dict; the optimizer's
 * tensors under theirs after {@code optimizer/}; the rest is text in the file's metadata.
 */
public final class Checkpoint {
  private static final String OPTIMIZER = "optimizer/";
  private static final String STEPS = "optimizer/steps";

  private Checkpoint() {}

  /** Saves a model's parameters and buffers, whole or not at all. */
  public static void save(Path file, Layer model) {
    save(file, model, Map.of());
  }

  /**
   * Saves a model's parameters and buffers, whole or not at all.
   *
   * @param text what else is to be kept, by name; {@link Safetensors#metadata} gives it back
   */
  public static void save(Path file, Layer model, Map<String, String> text) {
    Safetensors.write(file, tensors(model), text);
  }

  /**
   * Saves a model with its optimizer, whole or not at all.
   *
   * @param text what else is to be kept, by name
   */
  public static void save(Path file, Layer model, Optimizer optimizer, Map<String, String> text) {
    Map<String, Tensor> tensors = tensors(model);
    optimizer.state(model).forEach((name, tensor) -> tensors.put(OPTIMIZER + name, tensor));
    Map<String, String> metadata = new HashMap<>(text);
    metadata.put(STEPS, Long.toString(optimizer.steps()));
    optimizer.memory().forEach((name, value) -> metadata.put(OPTIMIZER + name, value));
    Safetensors.write(file, tensors, metadata);
  }

  /**
   * Loads parameters and buffers into a model, from a file with or without an optimizer.
   *
   * @throws CheckpointException if the file is missing or bad, or has other parameters or buffers
   *     than the model; the model is unchanged then
   */
  public static void load(Path file, Layer model) {
    assign(model, matching(file, Safetensors.read(file), model));
  }

  /**
   * Loads what {@link #save(Path, Layer, Optimizer, Map)} saved.
   *
   * @return the text by name
   * @throws CheckpointException if the file is missing or bad, has no optimizer, or does not fit
   *     the model or the optimizer; both are unchanged then
   */
  public static Map<String, String> load(Path file, Layer model, Optimizer optimizer) {
    return load(file, model, optimizer, text -> {});
  }

  /**
   * Loads what {@link #save(Path, Layer, Optimizer, Map)} saved.
   *
   * @param check is given the text by name before model and optimizer are changed; what it throws
   *     leaves them as they are
   * @return the text by name
   * @throws CheckpointException if the file is missing or bad, has no optimizer, or does not fit
   *     the model or the optimizer; both are unchanged then
   */
  public static Map<String, String> load(
      Path file, Layer model, Optimizer optimizer, Consumer<Map<String, String>> check) {
    Safetensors content = Safetensors.read(file);
    Map<String, Tensor> values = matching(file, content, model);
    long steps = number(file, content.metadata(), STEPS);
    check.accept(content.metadata());
    Map<String, String> memory = ofOptimizer(content.metadata());
    memory.remove(STEPS.substring(OPTIMIZER.length()));
    try {
      optimizer.restore(model, ofOptimizer(content.tensors()), steps, memory);
    } catch (IllegalArgumentException e) {
      throw new CheckpointException(
          file, e.getMessage(), "restore it with the optimizer that saved it", e);
    }
    assign(model, values);
    return content.metadata();
  }

  /**
   * A whole number, 0 or more, from a checkpoint's text.
   *
   * @throws CheckpointException if it is missing or no such number
   */
  public static long number(Path file, Map<String, String> text, String name) {
    try {
      return SavedText.count(text, name);
    } catch (IllegalArgumentException e) {
      throw new CheckpointException(file, e.getMessage(), "give a file saved in training", e);
    }
  }

  /** What belongs to the optimizer, by the optimizer's names. */
  private static <T> Map<String, T> ofOptimizer(Map<String, T> content) {
    Map<String, T> own = new HashMap<>();
    content.forEach(
        (name, value) -> {
          if (name.startsWith(OPTIMIZER)) {
            own.put(name.substring(OPTIMIZER.length()), value);
          }
        });
    return own;
  }

  /** The memory of the model's parameters and buffers by name. */
  private static Map<String, Tensor> tensors(Layer model) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Parameter parameter : model.parameters()) {
      put(tensors, parameter.name(), parameter.value());
    }
    for (Buffer buffer : model.buffers()) {
      put(tensors, buffer.name(), buffer.value());
    }
    return tensors;
  }

  private static void put(Map<String, Tensor> tensors, String name, Tensor value) {
    if (tensors.put(name, value) != null) {
      throw new IllegalArgumentException(
          "checkpoint: the model has two parameters or buffers named " + name);
    }
  }

  /** The file's tensor for each of the model's parameters and buffers, by name. */
  private static Map<String, Tensor> matching(Path file, Safetensors content, Layer model) {
    TreeSet<String> unused = new TreeSet<>(content.tensors().keySet());
    unused.removeIf(name -> name.startsWith(OPTIMIZER));
    Map<String, Tensor> values = new LinkedHashMap<>();
    tensors(model)
        .forEach(
            (name, own) -> {
              Tensor value = content.tensors().get(name);
              if (value == null || !value.shape().equals(own.shape())) {
                throw new CheckpointException(
                    file,
                    "the model has "
                        + name
                        + " "
                        + own.shape()
                        + ", the file "
                        + (value == null ? "none of that name" : value.shape()),
                    "load it into the model that was saved");
              }
              values.put(name, value);
              unused.remove(name);
            });
    if (!unused.isEmpty()) {
      throw new CheckpointException(
          file,
          "it has tensors that the model does not: " + unused,
          "load it into the model that was saved");
    }
    return values;
  }

  private static void assign(Layer model, Map<String, Tensor> values) {
    tensors(model).forEach((name, own) -> own.assign(values.get(name)));
  }
}
