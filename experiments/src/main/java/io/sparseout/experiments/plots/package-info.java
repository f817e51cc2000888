// SPDX-License-Identifier: Apache-2.0
/**
 * Charts and pictures as PNG files, and as SVG what is made of shapes, drawn without a display.
 * What they show is the experiments'.
 */
package io.sparseout.experiments.plots;
