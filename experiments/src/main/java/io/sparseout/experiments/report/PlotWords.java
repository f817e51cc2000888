// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.report;

import java.util.Map;

/** What the plots of a run show, in words. */
final class PlotWords {
  private static final Map<String, String> BY_NAME =
      Map.ofEntries(
          Map.entry("sparsity", "Line chart: Hoyer sparsity of the code against the norm q"),
          Map.entry("zeros", "Line chart: share of inactive units of the code against the norm q"),
          Map.entry("sparsity-q", "Line chart: Hoyer sparsity of activations against the norm q"),
          Map.entry("activations", "Histograms: activations of the code for each regularizer"),
          Map.entry("filters", "Pictures: weights that the first layer has learned, a filter each"),
          Map.entry("loss", "Line chart: loss by epoch for each regularizer"),
          Map.entry("accuracy", "Line chart: accuracy by epoch for each regularizer"),
          Map.entry("accuracy-q", "Line chart: test accuracy against the norm q"),
          Map.entry("perplexity", "Line chart: perplexity by epoch for each regularizer"),
          Map.entry("perplexity-q", "Line chart: test perplexity against the norm q"),
          Map.entry("layers", "Line chart: Hoyer sparsity of activations by layer"),
          Map.entry("mistakes", "Pictures: test images that are classified wrong"),
          Map.entry("weights", "Histograms: trained weights for each regularizer"),
          Map.entry(
              "accuracy-sparsity", "Line chart: test accuracy against the share of weights gone"),
          Map.entry("accuracy-bytes", "Line chart: test accuracy against the size of the file"),
          Map.entry("expected-loss", "Chart: expected loss under noise against the penalty"),
          Map.entry("remainder", "Line chart: remainder of the expansion against the noise"),
          Map.entry("unit-balls", "Line chart: unit ball of the penalty for each norm q"),
          Map.entry("ratio", "Chart with intervals: time of a step as a multiple of Dropout’s"),
          Map.entry("width", "Line chart: time of a step against the width of the layer"),
          Map.entry("latency-1", "Line chart: time of one image against sparsity"),
          Map.entry("latency-64", "Line chart: time of 64 images against sparsity"));
  private static final String LAYER = "weights-";

  private PlotWords() {}

  /** What a plot of a name shows; for one that is not known, its name. */
  static String of(String experiment, String name) {
    if (name.startsWith(LAYER)) {
      return "Histograms: trained weights of " + name.substring(LAYER.length());
    }
    int series = name.indexOf('-');
    if (BY_NAME.containsKey(name) || series < 0) {
      return BY_NAME.getOrDefault(name, "Plot " + name + " of " + experiment);
    }
    String kind = name.substring(0, series);
    return BY_NAME.containsKey(kind)
        ? BY_NAME.get(kind) + "; " + name.substring(series + 1).replace("-", ", ")
        : "Plot " + name + " of " + experiment;
  }
}
