// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers.compression;

import io.sparseout.core.Layer;
import io.sparseout.layers.BatchNorm1d;
import io.sparseout.layers.BatchNorm2d;
import io.sparseout.layers.Residual;
import io.sparseout.layers.WideResNetBlock;
import java.util.ArrayList;
import java.util.List;

/**
 * The units within a network that {@link Compaction} can take out once they are zero: the outputs
 * of a Linear, or the filters of a Conv2d, that only the next such layer reads.
 *
 * @param layer the layer's path, as its parameters' names begin
 * @param units how many
 * @param parameters the names of what belongs to them by their first axis: the layer's weight
 *     first, its bias, the weight and the bias of a normalization of these units. A unit for which
 *     all of these are zero is zero, unless an activation makes another number of 0
 */
public record HiddenUnits(String layer, int units, List<String> parameters) {
  /** Copies the list. */
  public HiddenUnits {
    parameters = List.copyOf(parameters);
  }

  /**
   * All of a model's, in the order of its layers.
   *
   * @throws IllegalArgumentException if the model does not show its layers, as a wrapper does not
   */
  public static List<HiddenUnits> of(Layer model) {
    LayerKinds.requireSeen("hiddenUnits", model);
    List<HiddenUnits> all = new ArrayList<>();
    collect("", model, all);
    return all;
  }

  private static void collect(String path, Layer model, List<HiddenUnits> all) {
    Chain chain = Chain.of(path, model);
    for (int i = 0; i < chain.layers().size(); i++) {
      Layer layer = chain.layers().get(i);
      String name = chain.names().get(i);
      if (layer instanceof Residual residual) {
        collect(Chain.within(name, "body"), residual.body(), all);
        collect(Chain.within(name, "shortcut"), residual.shortcut(), all);
      } else if (layer instanceof WideResNetBlock block) {
        collect(name, block.body(), all);
      }
      Segment segment = Segment.at(chain, i);
      if (segment != null) {
        all.add(of(segment));
      }
    }
  }

  private static HiddenUnits of(Segment segment) {
    int units = segment.from().outputs();
    List<String> parameters = new ArrayList<>();
    for (int i = segment.first(); i < segment.last(); i++) {
      Layer layer = segment.chain().layers().get(i);
      boolean normalizes =
          (layer instanceof BatchNorm1d norm && norm.numFeatures() == units)
              || (layer instanceof BatchNorm2d image && image.numFeatures() == units);
      if (i == segment.first() || normalizes) {
        String name = segment.chain().names().get(i);
        layer.parameters().forEach(each -> parameters.add(Chain.within(name, each.name())));
      }
    }
    return new HiddenUnits(segment.name(), units, parameters);
  }
}
