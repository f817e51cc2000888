// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers.compression;

import io.sparseout.core.Channelwise;
import io.sparseout.core.Layer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An affine layer, the next one that reads it, and what stands between them, through which channels
 * can be followed: units of the first can go.
 *
 * @param chain the network
 * @param first where the first layer stands
 * @param last where the second one stands
 * @param features how many inputs of the second each unit of the first is
 * @param signals what is known after the first layer, and after each one between
 */
record Segment(Chain chain, int first, int last, int features, List<Signal> signals) {
  /** All segments of a network, in order. */
  static List<Segment> of(Chain chain) {
    List<Segment> segments = new ArrayList<>();
    for (int i = 0; i < chain.layers().size(); i++) {
      Segment segment = at(chain, i);
      if (segment != null) {
        segments.add(segment);
      }
    }
    return segments;
  }

  /** The segment that begins at a place, null if none does. */
  static Segment at(Chain chain, int first) {
    Affine from = Affine.of(chain.layers().get(first));
    int last = first + 1;
    while (last < chain.layers().size() && Affine.of(chain.layers().get(last)) == null) {
      last++;
    }
    if (from == null || last == chain.layers().size()) {
      return null;
    }
    Affine to = Affine.of(chain.layers().get(last));
    int features = to.inputs() / from.outputs();
    List<Signal> signals = new ArrayList<>();
    Signal signal = Signal.after(from);
    signals.add(signal);
    for (Layer between : chain.layers().subList(first + 1, last)) {
      signal = signal.through(between, features);
      if (signal == null) {
        return null;
      }
      signals.add(signal);
    }
    boolean fits =
        signal.planes() == (to.convolution() != null) && signal.channels() == to.inputs();
    return fits ? new Segment(chain, first, last, features, signals) : null;
  }

  String name() {
    return chain.names().get(first);
  }

  Affine from() {
    return Affine.of(chain.layers().get(first));
  }

  /** How many units the first layer had when this was looked at. */
  private int units() {
    return signals.get(0).channels();
  }

  private Affine to() {
    return Affine.of(chain.layers().get(last));
  }

  /**
   * Takes out every unit that is always zero or that nobody reads, and every constant one whose
   * constant the second layer's bias can take in.
   *
   * @return whether there were any
   * @throws IllegalArgumentException if no unit would be left; nothing is changed then
   */
  boolean shrink() {
    Signal end = signals.get(signals.size() - 1);
    boolean[] unread = to().unreadInputs();
    boolean[] gone = new boolean[end.channels()];
    double[] folded = new double[gone.length];
    boolean folding = false;
    for (int i = 0; i < gone.length; i++) {
      double value = end.value()[i];
      gone[i] = unread[i] || (end.constant()[i] && (value == 0 || to().takesConstants()));
    }
    int[] kept = IntStream.range(0, units()).filter(u -> !isGone(gone, u)).toArray();
    if (kept.length == units()) {
      return false;
    }
    if (kept.length == 0) {
      throw new IllegalArgumentException(
          String.format(
              "compact: layer %s, %s, would lose all of its %d units, since each is constant or"
                  + " read by nobody; prune less of it, or leave it out",
              name(), chain.layers().get(first), units()));
    }
    for (int i = 0; i < gone.length; i++) {
      folded[i] = isGone(gone, i / features) && !unread[i] ? end.value()[i] : 0;
      folding |= folded[i] != 0;
    }
    Affine to = folding ? to().fold(folded) : to();
    chain.layers().set(first, from().keepOutputs(kept).layer());
    chain.layers().set(last, to.keepInputs(inputs(kept, gone.length)).layer());
    for (int i = first + 1; i < last; i++) {
      if (chain.layers().get(i) instanceof Channelwise between) {
        int channels = signals.get(i - first - 1).channels();
        chain.layers().set(i, between.keep(inputs(kept, channels)));
      }
    }
    return true;
  }

  private boolean isGone(boolean[] gone, int unit) {
    boolean all = true;
    int each = gone.length / units();
    for (int i = unit * each; i < (unit + 1) * each; i++) {
      all &= gone[i];
    }
    return all;
  }

  /** The channels of units at a place where there are so many channels. */
  private int[] inputs(int[] units, int channels) {
    int each = channels / units();
    return IntStream.of(units)
        .flatMap(unit -> IntStream.range(unit * each, (unit + 1) * each))
        .toArray();
  }
}
