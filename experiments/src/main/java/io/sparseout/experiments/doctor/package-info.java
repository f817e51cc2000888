// SPDX-License-Identifier: Apache-2.0
/** What the program finds on this machine, for whoever wonders why it is slow or lacks data. */
package io.sparseout.experiments.doctor;
