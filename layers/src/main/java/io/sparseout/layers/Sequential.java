// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers;

import io.sparseout.core.Buffer;
import io.sparseout.core.Layer;
import io.sparseout.core.Parameter;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Layers one after the other, named by their places: {@code 0}, {@code 1}, ...; or otherwise. */
public final class Sequential implements Layer {
  private final List<Layer> layers;
  private final List<String> names;
  private final List<Parameter> parameters;
  private final List<Buffer> buffers;

  private Sequential(List<String> names, List<Layer> layers) {
    this.layers = List.copyOf(layers);
    this.names = List.copyOf(names);
    Parts parts = new Parts();
    for (int i = 0; i < layers.size(); i++) {
      parts.add(names.get(i), layers.get(i));
    }
    parameters = parts.parameters();
    buffers = parts.buffers();
  }

  /** The layers in the order in which they are applied; of none, the identity. */
  public static Sequential of(Layer... layers) {
    return of(List.of(layers));
  }

  /** The layers in the order in which they are applied; of none, the identity. */
  public static Sequential of(List<Layer> layers) {
    return new Sequential(
        IntStream.range(0, layers.size()).mapToObj(Integer::toString).toList(), layers);
  }

  /** Layers under names of one's own, as PyTorch has them from an OrderedDict. */
  public static final class Builder {
    private final Map<String, Layer> layers = new LinkedHashMap<>();

    /**
     * Adds a layer, to be applied after those added before.
     *
     * @throws IllegalArgumentException if another one has the name
     */
    public Builder add(String name, Layer layer) {
      if (layers.putIfAbsent(name, layer) != null) {
        throw new IllegalArgumentException("sequential: two layers are named " + name);
      }
      return this;
    }

    /** The layers added so far, one after the other. */
    public Sequential build() {
      return new Sequential(List.copyOf(layers.keySet()), List.copyOf(layers.values()));
    }
  }

  /** The layers. */
  public List<Layer> layers() {
    return layers;
  }

  /** The layers' names, in the same order. */
  public List<String> names() {
    return names;
  }

  @Override
  public Tensor forward(Tensor x, Pass pass) {
    Tensor y = x;
    for (int i = 0; i < layers.size(); i++) {
      y = pass.call(names.get(i), layers.get(i), y);
    }
    return y;
  }

  @Override
  public List<Parameter> parameters() {
    return parameters;
  }

  @Override
  public List<Buffer> buffers() {
    return buffers;
  }
}
