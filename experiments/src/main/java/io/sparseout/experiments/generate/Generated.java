// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.generate;

import java.util.List;

/**
 * A text by a model: what {@code generate --json} prints.
 *
 * @param checkpoint the model
 * @param prompt what it goes on with
 * @param unknown tokens of the prompt that it does not know
 * @param text the prompt and what it goes on with
 * @param length how many tokens it goes on for
 * @param temperature of the draws
 * @param topK of how many tokens each is drawn
 * @param seed of the draws
 */
record Generated(
    String checkpoint,
    String prompt,
    List<String> unknown,
    String text,
    int length,
    double temperature,
    int topK,
    long seed) {}
