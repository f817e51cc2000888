// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.options;

import io.sparseout.datasets.ImageDataset;

/**
 * A data set as experiments use it.
 *
 * @param train the images to train on
 * @param test the images to measure on
 */
public record Images(ImageDataset train, ImageDataset test) {}
