// SPDX-License-Identifier: Apache-2.0
/**
 * The kernels on {@code float[]} in explicit SIMD. The only package that imports the incubator
 * module; it is loaded only where that module is there. What the JIT vectorizes as well is not
 * written again here.
 */
package io.sparseout.core.kernels.vector;
