// SPDX-License-Identifier: Apache-2.0
/**
 * The kernels on {@code float[]} in plain loops, written so that the JIT vectorizes them. They need
 * no module beyond java.base.
 */
package io.sparseout.core.kernels.scalar;
