// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.predict;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What a model takes an image for: a line of {@code predict --json}.
 *
 * @param image the file, or the image's number in its data set, from 0
 * @param label the name of its class, null where it is not known
 * @param prediction the name of the most probable class
 * @param probability its probability
 * @param top the most probable classes, the first one first
 */
record Prediction(
    String image, String label, String prediction, double probability, List<ClassProbability> top) {
  boolean isRight() {
    return prediction.equals(label);
  }

  /** A line for people. */
  String text() {
    return image
        + ": "
        + top.stream()
            .map(
                one ->
                    String.format(Locale.ROOT, "%s %.1f %%", one.name(), 100 * one.probability()))
            .collect(Collectors.joining(", "))
        + (label == null || isRight() ? "" : "   (is " + label + ")");
  }
}
