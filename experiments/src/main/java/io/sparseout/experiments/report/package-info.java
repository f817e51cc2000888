// SPDX-License-Identifier: Apache-2.0
/** How numbers are told: means with intervals, and tables of text. */
package io.sparseout.experiments.report;
