// SPDX-License-Identifier: Apache-2.0
/** Text by language models that were trained before. */
package io.sparseout.experiments.generate;
