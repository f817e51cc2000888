// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.document;

/** How something is meant, which a colour may underline. */
public enum Tone {
  /** As any text. */
  PLAIN,
  /** It is as it should be. */
  GOOD,
  /** It is not. */
  BAD,
  /** It is open, or wants care. */
  OPEN
}
