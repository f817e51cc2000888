// SPDX-License-Identifier: Apache-2.0
/**
 * Charts and pictures as PNG files, drawn without a display. What they show is the experiments'.
 */
package io.sparseout.experiments.plots;
