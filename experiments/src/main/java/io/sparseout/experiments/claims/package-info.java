// SPDX-License-Identifier: Apache-2.0
/**
 * What the paper claims, the test of each claim, named before anything is run, and what a run's
 * recorded results say to it.
 */
package io.sparseout.experiments.claims;
