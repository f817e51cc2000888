// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.options;

import picocli.CommandLine.Option;

/** The options of how a classifier's loss is descended. */
public final class OptimizerOptions {
  @Option(
      names = "--optimizer",
      paramLabel = "NAME",
      defaultValue = "sgd",
      description = "sgd (momentum 0.9), adam or adamw (default: ${DEFAULT-VALUE}).")
  private String optimizer;

  @Option(
      names = "--lr",
      paramLabel = "RATE",
      description = "Learning rate, above 0 (default: 0.1 for sgd, 0.001 for adam and adamw).")
  private Double learningRate;

  @Option(
      names = "--schedule",
      paramLabel = "NAME",
      defaultValue = "cosine",
      description =
          "How the learning rate goes: cosine, down to 0 at the end, or constant"
              + " (default: ${DEFAULT-VALUE}).")
  private String schedule;

  /**
   * The optimizer's name.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public String optimizer() {
    OptimizerChoice.of(optimizer);
    return optimizer;
  }

  /**
   * The learning rate, the optimizer's usual one where none is given.
   *
   * @throws IllegalArgumentException unless it is more than 0 and finite
   */
  public double learningRate() {
    double usual = OptimizerChoice.of(optimizer).defaultRate();
    return Require.positive("--lr", learningRate == null ? usual : learningRate);
  }

  /**
   * {@code cosine} or {@code constant}.
   *
   * @throws IllegalArgumentException if it is another
   */
  public String schedule() {
    return Require.oneOf("--schedule", schedule, "cosine", "constant");
  }
}
