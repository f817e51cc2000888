// SPDX-License-Identifier: Apache-2.0
/** Runs an experiment again from the record of its run, and compares all that must be the same. */
package io.sparseout.experiments.reproduce;
