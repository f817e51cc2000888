// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.document;

/** A part of a document that stands on lines of its own. */
public sealed interface Block
    permits Code, DataTable, Details, Figure, Gallery, Items, Notice, Pairs, Paragraph, Section {}
