// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core;

import java.util.Objects;

/**
 * A named tensor that belongs to a layer's state and that no optimizer changes: a running mean, a
 * count. The layer itself changes it, in training passes only. It is saved and loaded with the
 * parameters.
 */
public final class Buffer {
  private final String name;
  private final Buffer origin;
  private Tensor value;

  /**
   * A buffer with an initial value.
   *
   * @param name its name within its layer, by PyTorch's convention: {@code running_mean}
   * @param value its initial value, whose memory becomes the buffer's
   */
  public Buffer(String name, Tensor value) {
    this.name = Objects.requireNonNull(name, "name");
    this.origin = this;
    this.value = Objects.requireNonNull(value, "value");
  }

  private Buffer(String name, Buffer origin) {
    this.name = name;
    this.origin = origin;
  }

  /** The same buffer under the name {@code prefix.name}: as a layer's parent calls it. */
  public Buffer under(String prefix) {
    return new Buffer(prefix + "." + name, origin);
  }

  /** Its name; see {@link Layer#buffers()}. */
  public String name() {
    return name;
  }

  /** Its value, to read, and for the layer to {@link Tensor#assign} to. */
  public Tensor value() {
    return origin.value;
  }

  /** Changes the type, to check a layer in FLOAT64. Whole numbers stay what they are. */
  public void convert(DType dtype) {
    if (!value().dtype().isInteger()) {
      origin.value = origin.value.to(dtype);
    }
  }

  /** Name and shape: {@code 1.running_mean [32]}. */
  @Override
  public String toString() {
    return name + " " + value().shape();
  }
}
