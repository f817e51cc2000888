// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers.compression;

import io.sparseout.core.Layer;
import io.sparseout.layers.Sequential;
import io.sparseout.layers.Stacked;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * A network as one row of layers, whatever the Sequentials they stand in: so that a layer and the
 * next that reads it are neighbours.
 *
 * @param names the layers' paths, as their parameters' names begin
 * @param layers the layers. Modified.
 */
record Chain(List<String> names, List<Layer> layers) {
  /** The layers of a model, or the model itself where it is not made of layers in a row. */
  static Chain of(String path, Layer model) {
    Chain chain = new Chain(new ArrayList<>(), new ArrayList<>());
    chain.add(path, model);
    return chain;
  }

  private void add(String path, Layer layer) {
    Sequential row = row(layer);
    if (row == null) {
      names.add(path);
      layers.add(layer);
      return;
    }
    for (int i = 0; i < row.layers().size(); i++) {
      add(within(path, row.names().get(i)), row.layers().get(i));
    }
  }

  /** The model with these layers in place of its own, in Sequentials of the same names. */
  Layer within(Layer model) {
    return within(model, layers.iterator());
  }

  private static Layer within(Layer model, Iterator<Layer> next) {
    Sequential row = row(model);
    if (row == null) {
      return next.next();
    }
    Sequential.Builder same = new Sequential.Builder();
    for (int i = 0; i < row.layers().size(); i++) {
      same.add(row.names().get(i), within(row.layers().get(i), next));
    }
    return same.build();
  }

  private static Sequential row(Layer layer) {
    if (layer instanceof Stacked model) {
      return model.layers();
    }
    return layer instanceof Sequential row ? row : null;
  }

  /** The path of a part. */
  static String within(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
