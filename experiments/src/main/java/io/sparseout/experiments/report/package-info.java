// SPDX-License-Identifier: Apache-2.0
/**
 * The command {@code report}: what runs came to, and how far it can be trusted, as a document. What
 * the paper claims and how that is tested is the claims' package, how a document is written the
 * documents'.
 */
package io.sparseout.experiments.report;
