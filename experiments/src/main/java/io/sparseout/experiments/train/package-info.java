// SPDX-License-Identifier: Apache-2.0
/** Training classifiers: a perceptron on images, with each of some regularizers. */
package io.sparseout.experiments.train;
