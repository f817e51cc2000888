// SPDX-License-Identifier: Apache-2.0
package io.sparseout.datasets;

import io.sparseout.core.random.RandomKey;
import io.sparseout.core.random.Threefry;

/**
 * Paints an outline into a colour image, as a key says: where, how large, how turned, in which
 * colours of shape and background, and with how much noise. For one thread at a time.
 */
final class ShapePainter {
  static final int CHANNELS = 3;
  static final int SIDE = 32;
  static final int PIXELS = CHANNELS * SIDE * SIDE;

  // How far an image may go. Chosen so that a network with one hidden layer learns the shapes, and
  // a linear classifier does not.
  private static final float SHIFT = 4; // pixels
  private static final float SMALLEST = 8; // pixels a unit
  private static final float LARGEST = 12;
  private static final float TURN = 0.25f; // tangent of half the angle
  private static final float CONTRAST = 0.9f; // sum of the differences of three channels
  private static final float NOISE = 0.35f; // most, to both sides
  private static final int DRAWS = 16;

  private final float[] coverage = new float[SIDE * SIDE];
  private final int[] words = new int[Threefry.GROUP];

  private float[] draws;
  private int drawn;

  /**
   * Paints one image.
   *
   * @param look names the image; the same one gives the same image
   * @param image receives {@link #PIXELS} bytes by channel, row and column. Modified.
   * @param offset where in {@code image} the first byte goes
   */
  void paint(Outline outline, RandomKey look, byte[] image, int offset) {
    draws = look.child(0).uniforms(DRAWS);
    drawn = 0;
    cover(outline);
    float[] background = {draw(0, 1), draw(0, 1), draw(0, 1)};
    float[] colour = colourUnlike(background);
    develop(look.child(1), background, colour, draw(0, NOISE), image, offset);
  }

  /** How much of each pixel the shape covers, 0 to 1: the edge is as wide as a pixel. */
  private void cover(Outline outline) {
    float centreX = (SIDE - 1) / 2f + draw(-SHIFT, SHIFT);
    float centreY = (SIDE - 1) / 2f + draw(-SHIFT, SHIFT);
    float size = draw(SMALLEST, LARGEST);
    float t = draw(-TURN, TURN);
    float cosine = (1 - t * t) / (1 + t * t) / size;
    float sine = 2 * t / (1 + t * t) / size;
    for (int pixel = 0; pixel < coverage.length; pixel++) {
      int row = pixel / SIDE;
      int column = pixel % SIDE;
      float right = column - centreX;
      float down = row - centreY;
      float x = cosine * right + sine * down;
      float y = cosine * down - sine * right;
      float inside = 0.5f - outline.distance(x, y) * size;
      coverage[pixel] = Math.max(0, Math.min(1, inside));
    }
  }

  /** A colour at random or, where it is too near to another, that one with channels halfway off. */
  private float[] colourUnlike(float[] other) {
    float[] colour = {draw(0, 1), draw(0, 1), draw(0, 1)};
    float contrast = 0;
    for (int channel = 0; channel < CHANNELS; channel++) {
      contrast += Math.abs(colour[channel] - other[channel]);
    }
    for (int channel = 0; contrast < CONTRAST && channel < CHANNELS; channel++) {
      colour[channel] = other[channel] + (other[channel] < 0.5f ? 0.5f : -0.5f);
    }
    return colour;
  }

  /** Mixes the colours by coverage and adds noise, one random byte to each value. */
  private void develop(
      RandomKey key, float[] background, float[] colour, float noise, byte[] image, int offset) {
    for (int i = 0; i < PIXELS; i++) {
      int word = i / Integer.BYTES % Threefry.GROUP;
      if (i % (Integer.BYTES * Threefry.GROUP) == 0) {
        Threefry.group(key, i / (Integer.BYTES * Threefry.GROUP), words);
      }
      int channel = i / coverage.length;
      float from = background[channel];
      float value = from + coverage[i % coverage.length] * (colour[channel] - from);
      int grain = (words[word] >>> (Byte.SIZE * (i % Integer.BYTES))) & 0xFF;
      float seen = 255 * value + noise * 2 * (grain - 127.5f);
      image[offset + i] = (byte) Math.max(0, Math.min(255, seen + 0.5f));
    }
  }

  private float draw(float from, float to) {
    return from + (to - from) * draws[drawn++];
  }
}
