// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels;

/**
 * The numbers of a step of gradient descent.
 *
 * @param gradientScale what gradients are multiplied by first
 * @param rate the learning rate
 * @param momentum 0 for none
 * @param nesterov whether by Nesterov's rule
 * @param decay the weight decay, added to the gradient
 */
public record SgdUpdate(
    double gradientScale, double rate, double momentum, boolean nesterov, double decay) {}
