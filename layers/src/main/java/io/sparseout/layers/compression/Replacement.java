// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers.compression;

import io.sparseout.core.Layer;
import io.sparseout.layers.Relu;
import io.sparseout.layers.Residual;
import io.sparseout.layers.Sequential;
import io.sparseout.layers.Stacked;
import io.sparseout.layers.WideResNetBlock;

/** Makes of a network another one, in which some of its layers have others in their places. */
final class Replacement {
  /** Says what comes into a layer's place. */
  @FunctionalInterface
  interface Rule {
    /** What stands in the place of a layer that is not made of layers: perhaps itself. */
    Layer replace(String path, Layer layer);
  }

  private Replacement() {}

  /**
   * The network with what the rule says; a part without a change is the same object. A {@link
   * Stacked} model becomes its layers. A {@link WideResNetBlock}, which has convolutions and no
   * others, becomes a Residual of its parts, with names that say so.
   */
  static Layer of(String path, Layer model, Rule rule) {
    if (model instanceof Stacked stacked) {
      Layer layers = of(path, stacked.layers(), rule);
      return layers == stacked.layers() ? model : layers;
    }
    if (model instanceof Sequential row) {
      return row(path, row, rule);
    }
    if (model instanceof Residual residual) {
      Layer body = of(Chain.within(path, "body"), residual.body(), rule);
      Layer shortcut = of(Chain.within(path, "shortcut"), residual.shortcut(), rule);
      return body == residual.body() && shortcut == residual.shortcut()
          ? model
          : new Residual(body, shortcut);
    }
    return model instanceof WideResNetBlock block
        ? block(path, block, rule)
        : rule.replace(path, model);
  }

  private static Layer row(String path, Sequential row, Rule rule) {
    Sequential.Builder replaced = new Sequential.Builder();
    boolean changed = false;
    for (int i = 0; i < row.layers().size(); i++) {
      String name = row.names().get(i);
      Layer layer = of(Chain.within(path, name), row.layers().get(i), rule);
      changed |= layer != row.layers().get(i);
      replaced.add(name, layer);
    }
    return changed ? replaced.build() : row;
  }

  private static Layer block(String path, WideResNetBlock block, Rule rule) {
    Sequential before = block.body();
    Layer body = of(path, before, rule);
    Layer shortcut =
        block.convShortcut() == null
            ? null
            : of(Chain.within(path, "convShortcut"), block.convShortcut(), rule);
    if (body == before && shortcut == block.convShortcut()) {
      return block;
    }
    Sequential.Builder parts =
        new Sequential.Builder().add("bn1", block.bn1()).add("relu1", new Relu());
    if (shortcut != null) {
      return parts.add("sum", new Residual(body, shortcut)).build();
    }
    Sequential changed = (Sequential) body;
    for (int i = 0; i < changed.layers().size(); i++) {
      parts.add(changed.names().get(i), changed.layers().get(i));
    }
    return new Residual(parts.build());
  }
}
