// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers;

import io.sparseout.core.Tensor;

/**
 * What a recurrent layer gives for a sequence.
 *
 * @param output of each time step, {@code [t, n, ...]}
 * @param state after the last one
 */
public record RecurrentOutput(Tensor output, RecurrentState state) {}
