// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.inspect;

import io.sparseout.core.Buffer;
import io.sparseout.core.DType;
import io.sparseout.core.Layer;
import io.sparseout.core.Parameter;
import io.sparseout.core.Tensor;
import io.sparseout.core.io.CheckpointException;
import io.sparseout.core.io.Safetensors;
import io.sparseout.layers.compression.Expansion;
import io.sparseout.layers.compression.ModelFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A tensor as a checkpoint has it, or a weight that takes several of them: sparse, or of eight bits
 * with scales.
 *
 * @param values its elements; of a weight in such a form, the floats that it stands for
 * @param type the type that its elements are kept in
 * @param bytes how many bytes it is kept in
 */
record StoredTensor(Tensor values, DType type, long bytes) {
  private static final String WEIGHT = "weight";

  /**
   * What a checkpoint has, by name.
   *
   * @throws CheckpointException if it has weights in such a form and cannot be loaded
   */
  static Map<String, StoredTensor> all(Path file, Safetensors content) {
    Map<String, StoredTensor> all = new LinkedHashMap<>();
    if (ModelFile.isDescribed(content.metadata())
        && content.tensors().keySet().stream().anyMatch(StoredTensor::isOfCompressed)) {
      Layer network = Expansion.expand(ModelFile.load(file));
      for (Parameter parameter : network.parameters()) {
        add(all, parameter.name(), parameter.value().detach(), content);
      }
      for (Buffer buffer : network.buffers()) {
        add(all, buffer.name(), buffer.value(), content);
      }
    } else {
      content.tensors().keySet().forEach(name -> add(all, name, null, content));
    }
    return all;
  }

  private static boolean isOfCompressed(String name) {
    return name.endsWith(WEIGHT + "_values") || name.endsWith(WEIGHT + "_scale");
  }

  private static void add(
      Map<String, StoredTensor> all, String name, Tensor expanded, Safetensors content) {
    Tensor kept = content.tensors().get(name);
    Tensor values = expanded == null ? kept : expanded;
    long bytes = kept == null ? 0 : bytes(kept);
    if (expanded != null && name.endsWith(WEIGHT)) {
      bytes +=
          content.tensors().entrySet().stream()
              .filter(entry -> entry.getKey().startsWith(name + "_"))
              .mapToLong(entry -> bytes(entry.getValue()))
              .sum();
    }
    all.put(name, new StoredTensor(values, kept == null ? values.dtype() : kept.dtype(), bytes));
  }

  private static long bytes(Tensor tensor) {
    return (long) tensor.size() * tensor.dtype().bytes();
  }
}
