// SPDX-License-Identifier: Apache-2.0
package io.sparseout.datasets;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A published data set that {@link DataFolders} can look for.
 *
 * @param <T> what is known of it once it is found
 */
interface Findable<T> {
  /** What people call the set. */
  String title();

  /** All files below any data folder, in words. */
  String listing();

  /** The set below a data folder, or nothing if a part of it is missing. */
  Optional<T> in(Path place);

  /** What is missing below a data folder, in words. */
  String missingIn(Path place);

  /** How to get the files. */
  String remedy();
}
