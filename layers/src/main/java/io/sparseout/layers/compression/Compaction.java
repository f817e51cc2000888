// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers.compression;

import io.sparseout.core.Layer;
import io.sparseout.layers.BatchNorm1d;
import io.sparseout.layers.BatchNorm2d;
import io.sparseout.layers.Conv2d;
import io.sparseout.layers.Residual;
import io.sparseout.layers.Sequential;
import io.sparseout.layers.WideResNetBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * A network without what does nothing in it: units, filters and channels that are zero whatever the
 * input, since their weights are, or that nobody reads, are gone, and so on until none is left.
 * What is left is a smaller dense network of ordinary layers, with memory of its own, that can be
 * trained on, and in evaluation gives the same outputs:
 *
 * <ul>
 *   <li>to the last bit in {@code Linear}, whose elements are one chain of fma over k, where only
 *       terms that are zero go (a zero itself may change its sign);
 *   <li>up to rounding where a unit is constant but not zero (a bias under a sigmoid, say). What it
 *       adds goes into the next layer's bias, unless a border of padding makes it depend on the
 *       pixel; then it stays. Each output moves by at most (k + 1) 2^-23 of the sum of |w x| over
 *       its k terms and its bias, and as much again for each further such layer;
 *   <li>up to rounding in {@code Conv2d}, which takes another algorithm for another number of
 *       channels; see {@link io.sparseout.core.Tensor#conv2d} for the bound of either.
 * </ul>
 *
 * That holds where all activations are finite: what is taken out would have made NaN of an infinity
 * times 0.
 *
 * <p>Networks of {@code [n, features]} and of {@code [n, c, h, w]} are taken apart: {@link
 * Sequential}, all {@link io.sparseout.layers.Stacked} models, and what is within {@link Residual}
 * and {@link WideResNetBlock}, whose outputs stay. Channels are followed from one {@code Linear} or
 * {@code Conv2d} to the next through {@link io.sparseout.core.Channelwise} layers and {@code
 * Flatten}; any other layer, one with groups too, is left as it is, the same object, and so are the
 * outputs before it. Regularizers keep their places. A layer that stands in two places, and so has
 * one weight for both, becomes two layers, each with a copy of its own.
 *
 * @param model the smaller network
 * @param changes what went, a row for each layer that became smaller, in their order
 */
public record Compaction(Layer model, List<Change> changes) {
  /**
   * What became of a layer.
   *
   * @param layer its path, as its parameters' names begin
   * @param before it, in words
   * @param after it, in words
   * @param parametersBefore how many numbers it learned
   * @param parametersAfter how many it learns now
   * @param productsBefore how many multiplications of weights it took for each example, or, if it
   *     is a convolution, for each pixel of its output
   * @param productsAfter how many it takes now
   */
  public record Change(
      String layer,
      String before,
      String after,
      long parametersBefore,
      long parametersAfter,
      long productsBefore,
      long productsAfter) {
    private static Change of(String path, Layer before, Layer after) {
      return new Change(
          path,
          before.toString(),
          after.toString(),
          parameters(before),
          parameters(after),
          products(before),
          products(after));
    }

    /** Whether it is another size: a bias that was added can weigh as much as what went. */
    private boolean isSmaller() {
      return parametersBefore != parametersAfter || productsBefore != productsAfter;
    }

    private static long products(Layer layer) {
      Affine affine = Affine.of(layer);
      return affine == null ? 0 : affine.weight().size();
    }
  }

  /** Copies the list. */
  public Compaction {
    Objects.requireNonNull(model, "model");
    changes = List.copyOf(changes);
  }

  /**
   * Makes a network smaller; the one that is given stays as it is.
   *
   * @throws IllegalArgumentException if a layer would have no unit left, or the model does not show
   *     its layers, as a wrapper does not
   */
  public static Compaction compact(Layer model) {
    LayerKinds.requireSeen("compact", model);
    List<Change> changes = new ArrayList<>();
    return new Compaction(compact("", model, changes), changes);
  }

  /** How many numbers the layer learns. */
  static long parameters(Layer layer) {
    return layer.parameters().stream().mapToLong(parameter -> parameter.value().size()).sum();
  }

  private static Layer compact(String path, Layer model, List<Change> changes) {
    Chain chain = Chain.of(path, model);
    List<Layer> before = List.copyOf(chain.layers());
    List<List<Change>> inner = new ArrayList<>();
    for (int i = 0; i < before.size(); i++) {
      inner.add(new ArrayList<>());
      chain.layers().set(i, own(chain.names().get(i), before.get(i), inner.get(i)));
    }
    boolean shrunk = true;
    while (shrunk) {
      shrunk = false;
      // From the end on: what nobody reads there leaves more unread before it.
      for (int i = before.size() - 1; i >= 0; i--) {
        Segment segment = Segment.at(chain, i);
        shrunk |= segment != null && segment.shrink();
      }
    }
    for (int i = 0; i < before.size(); i++) {
      Layer after = chain.layers().get(i);
      changes.addAll(inner.get(i));
      Change change = Change.of(chain.names().get(i), before.get(i), after);
      if (inner.get(i).isEmpty() && change.isSmaller()) {
        changes.add(change);
      }
    }
    return chain.within(model);
  }

  /** A layer of its own memory, smaller where it has an inside that can be. */
  private static Layer own(String path, Layer layer, List<Change> changes) {
    Affine affine = Affine.of(layer);
    if (affine != null) {
      return affine.layer();
    }
    if (layer instanceof BatchNorm1d norm) {
      return norm.keep(IntStream.range(0, norm.numFeatures()).toArray());
    }
    if (layer instanceof BatchNorm2d norm) {
      return norm.keep(IntStream.range(0, norm.numFeatures()).toArray());
    }
    if (layer instanceof Residual residual) {
      return new Residual(
          compact(Chain.within(path, "body"), residual.body(), changes),
          compact(Chain.within(path, "shortcut"), residual.shortcut(), changes));
    }
    if (layer instanceof WideResNetBlock block) {
      Sequential body = (Sequential) compact(path, block.body(), changes);
      Affine shortcut = Affine.of(block.convShortcut());
      return new WideResNetBlock(
          (BatchNorm2d) own(path, block.bn1(), changes),
          (Conv2d) body.layers().get(0),
          (BatchNorm2d) body.layers().get(1),
          body.layers().get(3),
          (Conv2d) body.layers().get(4),
          shortcut == null ? null : (Conv2d) shortcut.layer());
    }
    return layer;
  }
}
