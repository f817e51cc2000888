// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.bench;

import io.sparseout.experiments.options.Require;
import io.sparseout.regularizers.Regularization;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A training step of {@code bench} that is to be had with any regularizer: of a network with its
 * optimizer, or forward and backward through one Linear, {@code linear-1024}, whose output is
 * regularized, or its weight.
 */
public final class RegularizedStep {
  /** Examples of a step of one Linear. */
  public static final int LINEAR_BATCH = 128;

  private static final String LINEAR = "linear-";
  private static final Pattern LINEAR_NAME = Pattern.compile(LINEAR + "([0-9]{1,9})");
  private static final int LARGEST_WIDTH = 8192;

  private final String name;
  private final OptionalInt width;
  private final Function<Regularization, Workload> workload;

  private RegularizedStep(
      String name, OptionalInt width, Function<Regularization, Workload> workload) {
    this.name = name;
    this.width = width;
    this.workload = workload;
  }

  /**
   * The step of a name.
   *
   * @param option the option that names it, for errors
   * @throws IllegalArgumentException if there is none, or the width is not from 1 to 8192
   */
  public static RegularizedStep of(String option, String name) {
    Matcher linear = LINEAR_NAME.matcher(name);
    if (linear.matches()) {
      int digits = Integer.parseInt(linear.group(1));
      int side = Require.inRange(option + " " + name, digits, 1, LARGEST_WIDTH);
      return new RegularizedStep(
          name,
          OptionalInt.of(side),
          regularization -> RegularizerWorkloads.linear(name, side, LINEAR_BATCH, regularization));
    }
    Function<Regularization, Workload> network = TrainingWorkloads.NETWORKS.get(name);
    if (network == null) {
      throw new IllegalArgumentException(
          option + ": one of " + String.join(", ", names()) + ", not '" + name + "'");
    }
    return new RegularizedStep(name, OptionalInt.empty(), network);
  }

  /** The names that there are, with a letter for the width. */
  public static List<String> names() {
    List<String> names = new ArrayList<>(TrainingWorkloads.NETWORKS.keySet());
    names.add(LINEAR + "N");
    return names;
  }

  /** Its name. */
  public String name() {
    return name;
  }

  /** The inputs and outputs of its one Linear; empty of a network. */
  public OptionalInt width() {
    return width;
  }

  /** Whether it is the whole step of a network, its optimizer's update included. */
  public boolean isWhole() {
    return width.isEmpty();
  }

  /** Makes all that the step needs, and gives the step. */
  public Step prepare(Regularization regularization, long seed) {
    return workload.apply(regularization).prepare().apply(seed);
  }
}
