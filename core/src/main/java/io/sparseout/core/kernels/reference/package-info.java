// SPDX-License-Identifier: Apache-2.0
/**
 * The kernels on {@code double[]}: the simplest loops, to be read as the specification and used as
 * the tests' oracle. Not made for speed.
 */
package io.sparseout.core.kernels.reference;
