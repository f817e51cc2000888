// SPDX-License-Identifier: Apache-2.0
/** Classifiers of images: Sparseout at several norms against Dropout, each at its own best p. */
package io.sparseout.experiments.image;
