// SPDX-License-Identifier: Apache-2.0
/** The command {@code predict}: images classified by a model that was trained before. */
package io.sparseout.experiments.predict;
