// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers;

import io.sparseout.core.Buffer;
import io.sparseout.core.Layer;
import io.sparseout.core.Parameter;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;
import java.util.List;

/**
 * A residual connection, y = body(x) + shortcut(x); He et al. 2016. Takes what both take, if both
 * give one shape. Names begin with {@code body} and {@code shortcut}.
 */
public final class Residual implements Layer {
  private final Layer body;
  private final Layer shortcut;
  private final List<Parameter> parameters;
  private final List<Buffer> buffers;

  /** A connection around a layer that keeps the shape: y = body(x) + x. */
  public Residual(Layer body) {
    this(body, Sequential.of());
  }

  /**
   * A connection by way of another layer, which brings x to the body's output shape: a convolution
   * of one by one, say.
   */
  public Residual(Layer body, Layer shortcut) {
    this.body = body;
    this.shortcut = shortcut;
    Parts parts = new Parts().add("body", body).add("shortcut", shortcut);
    this.parameters = parts.parameters();
    this.buffers = parts.buffers();
  }

  /** What the connection goes around. */
  public Layer body() {
    return body;
  }

  /** The way around it. */
  public Layer shortcut() {
    return shortcut;
  }

  /**
   * Adds the two.
   *
   * @throws IllegalArgumentException if one does not take the input, or their outputs differ in
   *     shape
   */
  @Override
  public Tensor forward(Tensor x, Pass pass) {
    Tensor change = pass.call("body", body, x);
    Tensor kept = pass.call("shortcut", shortcut, x);
    if (!change.shape().equals(kept.shape())) {
      throw new IllegalArgumentException(
          "residual: the body gives " + change.shape() + ", the shortcut " + kept.shape());
    }
    return change.plus(kept);
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
