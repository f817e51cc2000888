// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core;

/** What noise makes of a recurrent state from one time step to the next: zoneout, say. */
@FunctionalInterface
public interface StateNoise {
  /**
   * The state after a time step.
   *
   * @param before the state that the step began with, {@code [n, units]}
   * @param after what the step made of it, of the same shape
   * @param pass whether this is training, and the randomness
   * @return of the same shape
   */
  Tensor next(Tensor before, Tensor after, Pass pass);
}
