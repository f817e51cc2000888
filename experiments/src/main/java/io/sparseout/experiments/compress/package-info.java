// SPDX-License-Identifier: Apache-2.0
/** The experiment that makes trained networks smaller and faster, and measures what is left. */
package io.sparseout.experiments.compress;
