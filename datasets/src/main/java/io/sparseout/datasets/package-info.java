// SPDX-License-Identifier: Apache-2.0
/**
 * Data sets in memory and the batches made of them: readers of published files and of texts, and
 * images and sentences made from a seed. Nothing here opens a socket or writes a file, and no model
 * is known here.
 */
package io.sparseout.datasets;
