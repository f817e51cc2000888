// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels;

/**
 * The numbers of a step of Adam.
 *
 * @param gradientScale what gradients are multiplied by first
 * @param decay the weight decay that is added to the gradient
 * @param shrink what parameters are multiplied by: 1 - rate decay for AdamW, else 1
 * @param beta1 the first moment's decay
 * @param beta2 the second moment's decay
 * @param stepSize the learning rate over 1 - beta1^t
 * @param root the square root of 1 - beta2^t
 * @param epsilon what is added to the denominator
 */
public record AdamUpdate(
    double gradientScale,
    double decay,
    double shrink,
    double beta1,
    double beta2,
    double stepSize,
    double root,
    double epsilon) {}
