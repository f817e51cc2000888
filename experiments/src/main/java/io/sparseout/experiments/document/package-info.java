// SPDX-License-Identifier: Apache-2.0
/**
 * A small model of a document, headings, paragraphs, tables and figures, and what writes it: one
 * page of HTML that needs nothing else, or Markdown. What a document says is its maker's.
 */
package io.sparseout.experiments.document;
