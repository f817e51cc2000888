// SPDX-License-Identifier: Apache-2.0
/** Language models: Sparseout at several norms against Dropout, each at its own best p. */
package io.sparseout.experiments.language;
