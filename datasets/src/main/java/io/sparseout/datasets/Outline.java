// SPDX-License-Identifier: Apache-2.0
package io.sparseout.datasets;

/**
 * The outlines that {@link Shapes} are made of, each of about unit size around the origin. A shape
 * is a function that is negative inside, zero on the edge, and grows by about 1 a unit of length
 * near it. Arithmetic is that of {@code + - * /} and square roots, so it is the same bits
 * everywhere.
 */
enum Outline {
  DISC {
    @Override
    float distance(float x, float y) {
      return radius(x, y) - 0.9f;
    }
  },
  RING {
    @Override
    float distance(float x, float y) {
      return Math.abs(radius(x, y) - 0.75f) - 0.2f;
    }
  },
  SQUARE {
    @Override
    float distance(float x, float y) {
      return box(x, y, 0.8f, 0.8f);
    }
  },
  TRIANGLE {
    @Override
    float distance(float x, float y) {
      float sides = HALF_ROOT_3 * Math.abs(x) - 0.5f * y;
      return Math.max(sides, y) - 0.5f;
    }
  },
  CROSS {
    @Override
    float distance(float x, float y) {
      return Math.min(box(x, y, 0.95f, 0.3f), box(x, y, 0.3f, 0.95f));
    }
  },
  STRIPES {
    @Override
    float distance(float x, float y) {
      return Math.max(box(x, y, PATCH, PATCH), wave(y));
    }
  },
  CHECKERBOARD {
    @Override
    float distance(float x, float y) {
      float a = wave(x);
      float b = wave(y);
      float eitherOne = Math.max(Math.min(a, b), -Math.max(a, b));
      return Math.max(box(x, y, PATCH, PATCH), eitherOne);
    }
  },
  STAR {
    /** Five lines bound a star of five points; inside at most one of them is crossed. */
    @Override
    float distance(float x, float y) {
      float largest = Float.NEGATIVE_INFINITY;
      float second = Float.NEGATIVE_INFINITY;
      for (int i = 0; i < FIFTHS_COSINE.length; i++) {
        float beyond = FIFTHS_SINE[i] * x + FIFTHS_COSINE[i] * y;
        second = Math.max(second, Math.min(largest, beyond));
        largest = Math.max(largest, beyond);
      }
      return second - 0.36f;
    }
  };

  private static final float HALF_ROOT_3 = 0.8660254f;
  private static final float PATCH = 0.85f;
  private static final float STRIPE = PATCH * 2 / 5; // five of them
  private static final float[] FIFTHS_COSINE = {1, 0.309017f, -0.809017f, -0.809017f, 0.309017f};
  private static final float[] FIFTHS_SINE = {
    0, 0.95105654f, 0.58778524f, -0.58778524f, -0.95105654f
  };

  /** How far a point is outside, in units; negative inside. */
  abstract float distance(float x, float y);

  private static float radius(float x, float y) {
    return (float) Math.sqrt(x * x + y * y);
  }

  private static float box(float x, float y, float halfWidth, float halfHeight) {
    return Math.max(Math.abs(x) - halfWidth, Math.abs(y) - halfHeight);
  }

  /** A triangle wave: negative within the stripe around 0, positive in the next ones. */
  private static float wave(float t) {
    float periods = t / (2 * STRIPE);
    float fromNearest = periods - (float) Math.rint(periods);
    return Math.abs(fromNearest) * 2 * STRIPE - STRIPE / 2;
  }
}
