// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers.compression;

import io.sparseout.core.Buffer;
import io.sparseout.core.DType;
import io.sparseout.core.Layer;
import io.sparseout.core.Parameter;
import io.sparseout.core.SavedText;
import io.sparseout.core.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What a file has for one layer. All of it must be asked for: a file has nothing to spare. */
final class Source {
  private final String path;
  private final Plan plan;
  private final Map<String, Tensor> unused;
  private final Map<String, String> settings;
  private boolean used; // the parts were asked for
  private DType type; // of the floats that were asked for

  /**
   * A layer's share of a file.
   *
   * @param path the layer's, as the names of its tensors begin
   * @param unused the file's tensors that no layer has asked for yet. Modified.
   */
  Source(String path, Plan plan, Map<String, Tensor> unused) {
    this.path = path;
    this.plan = plan;
    this.unused = unused;
    this.settings = new HashMap<>(plan.settings());
  }

  /** The layer. */
  Layer layer() {
    LayerKind<?> kind = LayerKinds.named(path, plan.kind());
    Layer layer;
    try {
      layer = kind.make().apply(this);
    } catch (RuntimeException e) {
      throw named(e);
    }
    if (!used && !plan.parts().isEmpty()) {
      throw wrong("has the parts [], not " + parts());
    }
    if (!settings.isEmpty()) {
      throw wrong("has no settings " + new TreeSet<>(settings.keySet()));
    }
    return layer;
  }

  /** A setting that is a whole number, 0 or more. */
  int whole(String name) {
    long value = SavedText.count(settings, name);
    if (value > Integer.MAX_VALUE) {
      throw wrong("has no " + name + " as large as " + value);
    }
    settings.remove(name);
    return (int) value;
  }

  /** A setting that is any number. */
  double number(String name) {
    double value = SavedText.number(settings, name);
    settings.remove(name);
    return value;
  }

  /** A tensor that must be there. */
  Tensor tensor(String name) {
    Tensor tensor = tensorOrNull(name);
    if (tensor == null) {
      throw wrong("needs a tensor " + Chain.within(path, name) + ", and there is none");
    }
    return tensor;
  }

  /** A tensor, or null if there is none. */
  Tensor tensorOrNull(String name) {
    return unused.remove(Chain.within(path, name));
  }

  /** A tensor of floats that must be there; all of a layer's are of one type. */
  Tensor floats(String name) {
    return checked(name, tensor(name));
  }

  /** A tensor of floats, or null if there is none. */
  Tensor floatsOrNull(String name) {
    Tensor tensor = tensorOrNull(name);
    return tensor == null ? null : checked(name, tensor);
  }

  private Tensor checked(String name, Tensor tensor) {
    if (tensor.dtype() != DType.FLOAT32 && tensor.dtype() != DType.FLOAT64) {
      throw wrong("has floats as its " + name + ", not " + tensor.dtype());
    }
    if (type != null && type != tensor.dtype()) {
      throw wrong("has floats of one type, not " + type + " and " + tensor.dtype());
    }
    type = tensor.dtype();
    return tensor;
  }

  /** How many elements a tensor has that must be there, and stays to be asked for. */
  int size(String name) {
    Tensor tensor = tensor(name);
    unused.put(Chain.within(path, name), tensor);
    return tensor.size();
  }

  /** The names of the parts, in their order. */
  List<String> parts() {
    used = true;
    return List.copyOf(plan.parts().keySet());
  }

  /** Checks that there are these parts and no others, in this order. */
  void require(List<String> names) {
    if (!parts().equals(names)) {
      throw wrong("has the parts " + names + ", not " + parts());
    }
  }

  /** A part. */
  Layer part(String name) {
    return new Source(Chain.within(path, name), plan.parts().get(name), unused).layer();
  }

  /** A part of a certain class. */
  <T extends Layer> T part(String name, Class<T> type) {
    Layer part = part(name);
    if (!type.isInstance(part)) {
      throw wrong("has a " + type.getSimpleName() + " as its " + name + ", not " + part);
    }
    return type.cast(part);
  }

  /** Gives a layer the values of its parameters and buffers. */
  void fill(Layer layer) {
    for (Parameter parameter : layer.parameters()) {
      Tensor value = floats(parameter.name());
      parameter.convert(value.dtype());
      parameter.value().assign(value);
    }
    for (Buffer buffer : layer.buffers()) {
      boolean whole = buffer.value().dtype().isInteger();
      Tensor value = whole ? tensor(buffer.name()) : floats(buffer.name());
      buffer.convert(value.dtype());
      buffer.value().assign(value);
    }
  }

  private IllegalArgumentException wrong(String problem) {
    return new Wrong("layer '" + path + "': a " + plan.kind() + " " + problem, null);
  }

  /** What went wrong, with the name of the layer, once. */
  private RuntimeException named(RuntimeException e) {
    return e instanceof Wrong ? e : new Wrong("layer '" + path + "': " + e.getMessage(), e);
  }

  /** Names the layer already. */
  static final class Wrong extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    Wrong(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
