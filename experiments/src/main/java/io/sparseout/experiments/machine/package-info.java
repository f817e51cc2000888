// SPDX-License-Identifier: Apache-2.0
/** What the program runs on: version, JVM, processor. What it computes with is core's to say. */
package io.sparseout.experiments.machine;
