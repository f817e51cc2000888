// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core;

/** Is shown what the named parts of a model compute; see {@link Pass#evaluation(Observer)}. */
@FunctionalInterface
public interface Observer {
  /**
   * A part was applied. Parts of a part come before it.
   *
   * @param path the part's names from the outermost in, with dots between: {@code encoder.0}
   * @param layer the part
   * @param output what it gave, valid as long as the pass. Not modified.
   */
  void seen(String path, Layer layer, Tensor output);
}
