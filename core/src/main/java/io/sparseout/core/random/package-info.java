// SPDX-License-Identifier: Apache-2.0
/**
 * Counter-based randomness: values as functions of seed, stream, step and index. What is done with
 * the values (initializations, masks, shuffles) is no matter of this package.
 */
package io.sparseout.core.random;
