// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers;

import io.sparseout.core.Buffer;
import io.sparseout.core.Layer;
import io.sparseout.core.Parameter;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Layers one after the other, named by their places: {@code 0}, {@code 1}, .... */
public final class Sequential implements Layer {
  private final List<Layer> layers;
  private final List<String> names = new ArrayList<>();
  private final List<Parameter> parameters;
  private final List<Buffer> buffers;

  private Sequential(List<Layer> layers) {
    this.layers = List.copyOf(layers);
    Parts parts = new Parts();
    for (int i = 0; i < layers.size(); i++) {
      names.add(Integer.toString(i));
      parts.add(names.get(i), layers.get(i));
    }
    parameters = parts.parameters();
    buffers = parts.buffers();
  }

  /** The layers in the order in which they are applied; of none, the identity. */
  public static Sequential of(Layer... layers) {
    return new Sequential(List.of(layers));
  }

  /** The layers in the order in which they are applied; of none, the identity. */
  public static Sequential of(List<Layer> layers) {
    return new Sequential(layers);
  }

  /** The layers. */
  public List<Layer> layers() {
    return layers;
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
