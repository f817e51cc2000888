// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.plots;

import java.awt.Color;

/** Colours that tell lines apart, in print and to the colour-blind, and show their order. */
final class Palette {
  /** From dark to light along the hues of matplotlib's viridis, without its palest yellow. */
  private static final int[] STOPS = {0x440154, 0x3B528B, 0x21918C, 0x44B05C, 0xB8C51F};

  private Palette() {}

  /** The colour of line {@code index}, from 0, of {@code count}. */
  static Color color(int index, int count) {
    double place = count < 2 ? 0.25 : (double) index / (count - 1);
    double scaled = place * (STOPS.length - 1);
    int stop = Math.min((int) scaled, STOPS.length - 2);
    return mix(new Color(STOPS[stop]), new Color(STOPS[stop + 1]), scaled - stop);
  }

  /** A colour between two, at 0 the first one, at 1 the second. */
  static Color mix(Color from, Color to, double share) {
    return new Color(
        mix(from.getRed(), to.getRed(), share),
        mix(from.getGreen(), to.getGreen(), share),
        mix(from.getBlue(), to.getBlue(), share));
  }

  private static int mix(int from, int to, double share) {
    return (int) Math.round(from + (to - from) * share);
  }
}
