// SPDX-License-Identifier: Apache-2.0
package io.sparseout.datasets;

import java.util.Arrays;

/**
 * Draws curves into a grey image. Only the pixels within the pen's reach of a curve are touched.
 * Arithmetic is that of {@code + - * /} alone, so an image is the same bits everywhere.
 */
final class Pen {
  /** Straight pieces that stand for the curve between two points. */
  private static final int PIECES = 4;

  private final int height;
  private final int width;
  private final float[] ink;
  private float reach;
  private float slope;

  Pen(int height, int width) {
    this.height = height;
    this.width = width;
    this.ink = new float[height * width];
  }

  /**
   * Takes an empty sheet and a tip.
   *
   * @param radius distance from the curve at which the ink has faded away, in pixels
   * @param edge over how many pixels it fades, no more than the radius
   */
  void start(float radius, float edge) {
    Arrays.fill(ink, 0);
    reach = radius;
    float core = radius - edge;
    slope = radius * radius / (radius * radius - core * core);
  }

  /**
   * Draws a smooth curve through points: a uniform Catmull-Rom spline (Catmull and Rom 1974).
   *
   * @param x columns of the points, pixel centres at whole numbers. Not modified.
   * @param y rows of the points. Not modified.
   * @param count how many points, 2 or more
   */
  void curve(float[] x, float[] y, int count) {
    for (int i = 0; i + 1 < count; i++) {
      int before = Math.max(i - 1, 0);
      int after = Math.min(i + 2, count - 1);
      if (x[i] == x[i + 1] && y[i] == y[i + 1]) {
        continue; // a corner
      }
      float fromX = x[i];
      float fromY = y[i];
      for (int piece = 1; piece <= PIECES; piece++) {
        float t = (float) piece / PIECES;
        float toX = spline(x[before], x[i], x[i + 1], x[after], t);
        float toY = spline(y[before], y[i], y[i + 1], y[after], t);
        line(fromX, fromY, toX, toY);
        fromX = toX;
        fromY = toY;
      }
    }
  }

  /** The ink on a pixel, from 0 to 1. */
  float ink(int pixel) {
    return ink[pixel];
  }

  private static float spline(float a, float b, float c, float d, float t) {
    float linear = c - a;
    float square = 2 * a - 5 * b + 4 * c - d;
    float cube = 3 * (b - c) + d - a;
    return b + 0.5f * t * (linear + t * (square + t * cube));
  }

  /**
   * One straight piece. The ink at distance d from it is {@code (1 - d^2 / reach^2) slope}, at most
   * 1: full in the middle, falling along a parabola at the edge, without a square root.
   */
  private void line(float x0, float y0, float x1, float y1) {
    float dx = x1 - x0;
    float dy = y1 - y0;
    float perLength = 1 / Math.max(dx * dx + dy * dy, 1e-6f);
    float perReach = 1 / (reach * reach);
    int left = Math.max((int) (Math.min(x0, x1) - reach), 0);
    int right = Math.min((int) (Math.max(x0, x1) + reach), width - 1);
    int top = Math.max((int) (Math.min(y0, y1) - reach), 0);
    int bottom = Math.min((int) (Math.max(y0, y1) + reach), height - 1);
    for (int row = top; row <= bottom; row++) {
      for (int column = left; column <= right; column++) {
        float px = column - x0;
        float py = row - y0;
        float t = Math.max(0, Math.min(1, (px * dx + py * dy) * perLength));
        float ex = px - t * dx;
        float ey = py - t * dy;
        float value = Math.min(1, (1 - (ex * ex + ey * ey) * perReach) * slope);
        int pixel = row * width + column;
        ink[pixel] = Math.max(ink[pixel], value);
      }
    }
  }
}
