// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as a report shows them: as many digits as mean something. */
final class Numbers {
  /** What stands where there is no number. */
  static final String NOTHING = "–";

  private static final int DIGITS = 4;
  private static final double LARGE = 1e7;
  private static final double SMALL = 1e-4;
  private static final double SMALLEST_P = 0.0005;
  private static final int MOST_DECIMALS = 8;
  private static final char MINUS = '−';

  private Numbers() {}

  /** A number of four significant digits. */
  static String of(double value) {
    return of(value, DIGITS);
  }

  /**
   * A number of so many significant digits; a whole number that is not large has all of its own.
   */
  static String of(double value, int digits) {
    if (Double.isNaN(value)) {
      return NOTHING;
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "infinite" : MINUS + "infinite";
    }
    double size = Math.abs(value);
    if (size >= LARGE || (size < SMALL && size > 0)) {
      return signed(String.format(Locale.ROOT, "%." + (Math.min(digits, DIGITS) - 2) + "e", value));
    }
    if (value == Math.rint(value)) {
      return signed(Long.toString((long) value));
    }
    return signed(BigDecimal.valueOf(value).round(new MathContext(digits)).toPlainString());
  }

  /** A number whose sign is the point, plus included. */
  static String difference(double value) {
    return value > 0 ? "+" + of(value) : of(value);
  }

  /** A mean with what may be added or taken away, which has two significant digits. */
  static String of(double mean, double halfWidth) {
    if (Double.isNaN(halfWidth) || Double.isNaN(mean) || Double.isInfinite(mean)) {
      return of(mean);
    }
    double largest = Math.max(Math.abs(mean), halfWidth);
    if (halfWidth == 0 || largest >= LARGE || largest < SMALL) {
      return of(mean) + " ± " + of(halfWidth, 3);
    }
    int decimals = 1 - (int) Math.floor(Math.log10(halfWidth));
    String format = "%." + Math.max(0, Math.min(MOST_DECIMALS, decimals)) + "f";
    return signed(String.format(Locale.ROOT, format + " ± " + format, mean, halfWidth));
  }

  /** The ends of an interval. */
  static String range(double lower, double upper) {
    return Double.isNaN(lower) || Double.isNaN(upper) ? NOTHING : of(lower) + " to " + of(upper);
  }

  /** A p-value. */
  static String probability(double value) {
    if (!(value >= 0 && value <= 1)) {
      return NOTHING;
    }
    return value < SMALLEST_P ? "< 0.001" : String.format(Locale.ROOT, "%.3f", value);
  }

  private static String signed(String number) {
    return number.startsWith("-") ? MINUS + number.substring(1) : number;
  }
}
