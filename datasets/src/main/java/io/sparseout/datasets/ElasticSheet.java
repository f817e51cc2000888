// SPDX-License-Identifier: Apache-2.0
package io.sparseout.datasets;

/**
 * A sheet of 100 by 100 units that is pulled out of shape smoothly: free-form deformation by a
 * bicubic Bernstein polynomial over a lattice of 4 by 4 points (Sederberg and Parry 1986).
 */
final class ElasticSheet {
  private static final int POINTS = 4;
  private static final float SIZE = 100;

  private final float[] pullX = new float[POINTS * POINTS];
  private final float[] pullY = new float[POINTS * POINTS];
  private final float[] weightX = new float[POINTS];
  private final float[] weightY = new float[POINTS];
  private float x;
  private float y;

  /** A source of numbers from a range. */
  interface Draws {
    float draw(float from, float to);
  }

  /** Pulls each lattice point by up to {@code most} units in both directions. */
  void stretch(float most, Draws random) {
    for (int i = 0; i < pullX.length; i++) {
      pullX[i] = random.draw(-most, most);
      pullY[i] = random.draw(-most, most);
    }
  }

  /** Says where the point (fromX, fromY) has gone: to {@link #x()} and {@link #y()}. */
  void move(float fromX, float fromY) {
    bernstein(fromX / SIZE, weightX);
    bernstein(fromY / SIZE, weightY);
    x = fromX;
    y = fromY;
    for (int i = 0; i < pullX.length; i++) {
      float weight = weightX[i % POINTS] * weightY[i / POINTS];
      x += weight * pullX[i];
      y += weight * pullY[i];
    }
  }

  float x() {
    return x;
  }

  float y() {
    return y;
  }

  private static void bernstein(float t, float[] weights) {
    float s = 1 - t;
    weights[0] = s * s * s;
    weights[1] = 3 * s * s * t;
    weights[2] = 3 * s * t * t;
    weights[3] = t * t * t;
  }
}
