// SPDX-License-Identifier: Apache-2.0
/**
 * Files: written whole or not at all, weights in the safetensors format, checkpoints. Formats of
 * data sets and of results are no matter of this package.
 */
package io.sparseout.core.io;
