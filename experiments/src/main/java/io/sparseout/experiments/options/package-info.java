// SPDX-License-Identifier: Apache-2.0
/**
 * Options that commands share, and checks of their values. What a command alone has stands in the
 * command.
 */
package io.sparseout.experiments.options;
