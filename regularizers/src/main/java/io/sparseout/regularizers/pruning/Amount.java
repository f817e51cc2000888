// SPDX-License-Identifier: Apache-2.0
package io.sparseout.regularizers.pruning;

/**
 * How much is to be pruned of what is not pruned yet: a share of it, rounded to the nearest number
 * and a half to the even one, as PyTorch does; or a number. Never all of it.
 */
public final class Amount {
  private final double share; // NaN where it is a number
  private final int number;

  private Amount(double share, int number) {
    this.share = share;
    this.number = number;
  }

  /**
   * A share.
   *
   * @param share from 0 to less than 1
   */
  public static Amount share(double share) {
    if (!(share >= 0 && share < 1)) {
      throw new IllegalArgumentException(
          "amount: a share is from 0 to less than 1, not "
              + share
              + "; a layer of which nothing is to stay is to be left out");
    }
    return new Amount(share, 0);
  }

  /**
   * A number of weights, or of units, filters or channels where these are pruned whole.
   *
   * @param number 0 or more
   */
  public static Amount number(int number) {
    if (number < 0) {
      throw new IllegalArgumentException("amount: a number is 0 or more, not " + number);
    }
    return new Amount(Double.NaN, number);
  }

  /**
   * The number of so many.
   *
   * @param method who asks, for the error
   * @param what of what, for the error
   * @throws IllegalArgumentException if it is all of them or more
   */
  int of(int count, String method, String what) {
    int pruned = Double.isNaN(share) ? number : (int) Math.rint(share * count);
    if (pruned > 0 && pruned >= count) {
      throw new IllegalArgumentException(
          method
              + ": "
              + this
              + " of the "
              + count
              + " left in "
              + what
              + " is "
              + pruned
              + ", from 0 to "
              + Math.max(0, count - 1)
              + " can go; prune less");
    }
    return pruned;
  }

  @Override
  public String toString() {
    return Double.isNaN(share) ? "a number of " + number : "a share of " + share;
  }
}
