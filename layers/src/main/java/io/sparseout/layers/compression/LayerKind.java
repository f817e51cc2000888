// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers.compression;

import io.sparseout.core.Layer;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A kind of layer that {@link ModelFile} can write down and make again.
 *
 * @param name what the file calls it
 * @param type its class
 * @param describe its settings and parts, given its path
 * @param make the layer of what a file has
 */
record LayerKind<T extends Layer>(
    String name,
    Class<T> type,
    BiFunction<String, T, Plan> describe,
    Function<Source, Layer> make) {

  /** A kind without settings or parts, named by its class. */
  static <T extends Layer> LayerKind<T> plain(Class<T> type, Function<Source, Layer> make) {
    return of(type, (layer, plan) -> plan, make);
  }

  /** A kind with settings and without parts, named by its class. */
  static <T extends Layer> LayerKind<T> of(
      Class<T> type, BiFunction<T, Plan, Plan> settings, Function<Source, Layer> make) {
    String name = type.getSimpleName();
    return new LayerKind<>(name, type, (path, layer) -> settings.apply(layer, Plan.of(name)), make);
  }

  Plan plan(String path, Layer layer) {
    return describe.apply(path, type.cast(layer));
  }
}
