// SPDX-License-Identifier: Apache-2.0
/**
 * All the paper's experiments in one command: which they are, one after the other, and the report.
 */
package io.sparseout.experiments.paper;
