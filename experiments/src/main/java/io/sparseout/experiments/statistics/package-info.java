// SPDX-License-Identifier: Apache-2.0
/** What numbers say: means with intervals, and tests of differences. */
package io.sparseout.experiments.statistics;
