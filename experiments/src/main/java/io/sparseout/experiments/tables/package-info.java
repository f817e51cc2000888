// SPDX-License-Identifier: Apache-2.0
/** What a command prints: numbers in columns, and where a run's results are. */
package io.sparseout.experiments.tables;
