// SPDX-License-Identifier: Apache-2.0
/** What regularizers there are, for whoever wants to name one. */
package io.sparseout.experiments.regularizers;
