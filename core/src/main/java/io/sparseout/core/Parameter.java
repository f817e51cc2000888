// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core;

import java.util.Objects;

/**
 * A named tensor that an optimizer changes, with the gradient that backward passes have added up
 * for it since the optimizer's last step.
 */
public final class Parameter {
  private final String name;
  private final Parameter origin;
  private Tensor value;

  /**
   * A parameter with an initial value.
   *
   * @param name its name within its layer, by PyTorch's convention: {@code weight}, {@code bias}
   * @param value its initial value, whose memory becomes the parameter's
   */
  public Parameter(String name, Tensor value) {
    this.name = Objects.requireNonNull(name, "name");
    this.origin = this;
    this.value = value.asLeaf();
  }

  private Parameter(String name, Parameter origin) {
    this.name = name;
    this.origin = origin;
  }

  /** The same parameter under the name {@code prefix.name}: as a layer's parent calls it. */
  public Parameter under(String prefix) {
    return as(prefix + "." + name);
  }

  /** The same parameter under another name. */
  public Parameter as(String otherName) {
    return new Parameter(otherName, origin);
  }

  /** Its name; see {@link Layer#parameters()}. */
  public String name() {
    return name;
  }

  /** Its value, to compute with. */
  public Tensor value() {
    return origin.value;
  }

  /** Whether a backward pass has added to the gradient since it was last cleared. */
  public boolean hasGradient() {
    return origin.value.gradientOrNull() != null;
  }

  /**
   * The gradient of the loss by this parameter, of the value's shape.
   *
   * @throws IllegalStateException if no backward pass has reached the parameter
   */
  public Tensor gradient() {
    Tensor gradient = origin.value.gradientOrNull();
    if (gradient == null) {
      throw new IllegalStateException(
          "parameter " + name + " has no gradient: no backward pass has reached it");
    }
    return gradient;
  }

  /** Forgets the gradient; the next backward pass starts a new one in the same memory. */
  public void clearGradient() {
    origin.value.clearGradient();
  }

  /** Changes the type of value and gradient, to check a layer in FLOAT64. Forgets the gradient. */
  public void convert(DType dtype) {
    origin.value = origin.value.to(dtype).asLeaf();
  }

  /** Name and shape: {@code 0.weight [256, 784]}. */
  @Override
  public String toString() {
    return name + " " + value().shape();
  }
}
