// SPDX-License-Identifier: Apache-2.0
/** How numbers are told: means with intervals, tests of differences, and tables of text. */
package io.sparseout.experiments.report;
