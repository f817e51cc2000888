// SPDX-License-Identifier: Apache-2.0
package io.sparseout.datasets;

import static java.lang.StrictMath.sqrt;

import io.sparseout.core.random.RandomKey;
import io.sparseout.core.random.Threefry;

/**
 * Paints digits, each in the hand that a key names: which shape it has, how the pen strays from it,
 * an elastic distortion, slant, turn, size and place, the pen's tip, and the grain of the ink. For
 * one thread at a time.
 */
final class DigitPainter {
  static final int SIDE = 28;
  static final int PIXELS = SIDE * SIDE;

  private static final int MOST_POINTS = 16;
  private static final int DRAWS = 128;

  private static final float PIXELS_PER_UNIT = 0.19f; // a glyph is 100 units high

  // How far a hand may go. Chosen so that digits stay legible and a linear classifier has trouble.
  private static final float STRAY = 4; // units
  private static final float ELASTIC = 24; // units
  private static final float TURN = 0.25f; // tangent of the angle
  private static final float SLANT = 0.3f; // tangent of the angle
  private static final float SHIFT = 1.5f; // pixels
  private static final float GRAIN = 0.25f; // share of the ink

  private final Pen pen = new Pen(SIDE, SIDE);
  private final ElasticSheet sheet = new ElasticSheet();
  private final float[] x = new float[MOST_POINTS];
  private final float[] y = new float[MOST_POINTS];
  private final int[] words = new int[Threefry.GROUP];

  private float[] draws;
  private int drawn;

  private float slant;
  private float scaleX;
  private float scaleY;
  private float cosine;
  private float sine;
  private float centreX;
  private float centreY;

  /**
   * Paints one digit.
   *
   * @param digit 0 to 9
   * @param hand names the hand; the same one gives the same image
   * @param image receives {@link #PIXELS} pixels, row by row, 0 where the paper is bare and 255 for
   *     the darkest ink; they are 0 before. Modified.
   * @param offset where in {@code image} the first pixel goes
   */
  void paint(int digit, RandomKey hand, byte[] image, int offset) {
    draws = hand.child(0).uniforms(DRAWS);
    drawn = 0;
    int[][][] shapes = Glyphs.shapes(digit);
    int[][] shape = shapes[(int) draw(0, shapes.length)];
    takePose();
    sheet.stretch(ELASTIC, this::draw);
    pen.start(draw(1.3f, 2.5f), draw(0.9f, 1.3f));
    float darkness = draw(0.7f, 1);
    for (int[] stroke : shape) {
      pen.curve(x, y, place(stroke));
    }
    develop(hand.child(1), darkness, image, offset);
  }

  private void takePose() {
    float tangent = draw(-TURN, TURN);
    cosine = (float) (1 / sqrt(1 + tangent * tangent));
    sine = tangent * cosine;
    slant = draw(-SLANT, SLANT);
    scaleX = draw(0.75f, 1.15f) * PIXELS_PER_UNIT;
    scaleY = draw(0.85f, 1.12f) * PIXELS_PER_UNIT;
    centreX = (SIDE - 1) / 2f + draw(-SHIFT, SHIFT);
    centreY = (SIDE - 1) / 2f + draw(-SHIFT, SHIFT);
  }

  /** Moves a stroke's points from the glyph to the image; returns how many there are. */
  private int place(int[] stroke) {
    int count = stroke.length / 2;
    for (int i = 0; i < count; i++) {
      if (i > 0 && stroke[2 * i] == stroke[2 * i - 2] && stroke[2 * i + 1] == stroke[2 * i - 1]) {
        x[i] = x[i - 1]; // both points of a corner stray alike
        y[i] = y[i - 1];
      } else {
        float s = stroke[2 * i] + draw(-STRAY, STRAY);
        float t = stroke[2 * i + 1] + draw(-STRAY, STRAY);
        sheet.move(s, t);
        float down = (sheet.y() - 50) * scaleY;
        float right = (sheet.x() - 50 - slant * (sheet.y() - 50)) * scaleX;
        x[i] = centreX + cosine * right - sine * down;
        y[i] = centreY + sine * right + cosine * down;
      }
    }
    return count;
  }

  /** Turns the ink into bytes. The grain takes one random byte a pixel. */
  private void develop(RandomKey key, float darkness, byte[] image, int offset) {
    for (int pixel = 0; pixel < PIXELS; pixel++) {
      int word = pixel / Integer.BYTES % Threefry.GROUP;
      if (pixel % (Integer.BYTES * Threefry.GROUP) == 0) {
        Threefry.group(key, pixel / (Integer.BYTES * Threefry.GROUP), words);
      }
      float ink = pen.ink(pixel);
      if (ink > 0) {
        int noise = (words[word] >>> (Byte.SIZE * (pixel % Integer.BYTES))) & 0xFF;
        image[offset + pixel] = (byte) (ink * darkness * (255 - GRAIN * noise) + 0.5f);
      }
    }
  }

  private float draw(float from, float to) {
    return from + (to - from) * draws[drawn++];
  }
}
