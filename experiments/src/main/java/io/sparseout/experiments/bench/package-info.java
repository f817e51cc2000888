// SPDX-License-Identifier: Apache-2.0
/** How fast the library computes: named workloads, timed one step at a time. */
package io.sparseout.experiments.bench;
