// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.options;

import io.sparseout.core.io.Fingerprint;
import io.sparseout.datasets.ImageDataset;
import io.sparseout.experiments.runs.DataHash;
import java.util.List;

/**
 * A data set as experiments use it.
 *
 * @param train the images to train on
 * @param test the images to measure on
 */
public record Images(ImageDataset train, ImageDataset test) {
  /** Which data these are. */
  public DataHash hash() {
    return new DataHash(
        train.name(), Fingerprint.sha256(List.of(train.fingerprint(), test.fingerprint())));
  }
}
