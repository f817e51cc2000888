// SPDX-License-Identifier: Apache-2.0
/**
 * Data sets in memory and the batches made of them: readers of published files, and images drawn
 * from a seed. Nothing here opens a socket or writes a file, and no model is known here.
 */
package io.sparseout.datasets;
