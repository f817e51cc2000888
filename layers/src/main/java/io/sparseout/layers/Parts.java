// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers;

import io.sparseout.core.Buffer;
import io.sparseout.core.Layer;
import io.sparseout.core.Parameter;
import java.util.ArrayList;
import java.util.List;

/** The parameters and buffers of a layer made of layers, under the parts' names. */
final class Parts {
  private final List<Parameter> parameters = new ArrayList<>();
  private final List<Buffer> buffers = new ArrayList<>();

  /** Adds those of a part. */
  Parts add(String name, Layer part) {
    part.parameters().forEach(parameter -> parameters.add(parameter.under(name)));
    part.buffers().forEach(buffer -> buffers.add(buffer.under(name)));
    return this;
  }

  List<Parameter> parameters() {
    return List.copyOf(parameters);
  }

  List<Buffer> buffers() {
    return List.copyOf(buffers);
  }
}
