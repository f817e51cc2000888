// SPDX-License-Identifier: Apache-2.0
/** How a run's progress looks: a bar on a terminal, lines elsewhere, or nothing. */
package io.sparseout.experiments.progress;
