// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers.compression;

import io.sparseout.core.Layer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

/**
 * A layer as text has it, without the sizes, which its tensors have: {@code Conv2d(stride=1,
 * padding=2, dilation=1, groups=1)}, or of parts, {@code Sequential(0: Flatten(), 1: Linear())}.
 *
 * @param kind its name in {@link LayerKinds}
 * @param settings its settings by name, in their order
 * @param parts its parts by name, in their order
 */
record Plan(String kind, Map<String, String> settings, Map<String, Plan> parts) {
  /** A layer without settings or parts. */
  static Plan of(String kind) {
    return new Plan(kind, new LinkedHashMap<>(), new LinkedHashMap<>());
  }

  /** Adds a setting. */
  Plan with(String name, Number value) {
    settings.put(name, value.toString());
    return this;
  }

  /**
   * Adds a part.
   *
   * @param path the path of this layer, for errors
   */
  Plan with(String path, String name, Layer part) {
    if (!name.matches("[A-Za-z0-9_.-]+")) {
      throw new IllegalArgumentException(
          "save: a part's name is of letters, digits, '_', '.' and '-', not '" + name + "'");
    }
    parts.put(name, LayerKinds.describe(Chain.within(path, name), part));
    return this;
  }

  @Override
  public String toString() {
    StringJoiner all = new StringJoiner(", ", kind + "(", ")");
    settings.forEach((name, value) -> all.add(name + "=" + value));
    parts.forEach((name, part) -> all.add(name + ": " + part));
    return all.toString();
  }
}
