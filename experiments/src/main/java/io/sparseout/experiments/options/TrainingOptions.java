// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.options;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import picocli.CommandLine.Option;

/**
 * The options of every command that trains. Each is checked where it is asked for, and refused with
 * an IllegalArgumentException that names option, range and value.
 */
public final class TrainingOptions {
  @Option(
      names = "--data",
      paramLabel = "NAME",
      defaultValue = "digits",
      description =
          "Images to train on: digits (drawn by this program, needs no files) or mnist"
              + " (default: ${DEFAULT-VALUE}).")
  private String data;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description =
          "Use the first N training images and the first N test images alone, to try things out"
              + " (default: all).")
  private Integer limit;

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "128",
      description = "Images a step, 1 to 65536 (default: ${DEFAULT-VALUE}).")
  private int batch;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Train with N seeds, 1 to 1000, from --seed on, and report means with 95 %% intervals"
              + " (default: ${DEFAULT-VALUE}).")
  private int seeds;

  /** The data set. */
  public DataSource data() {
    return DataSource.of(data);
  }

  /** How many images of each set to use at the most; null for all. */
  public Integer limit() {
    return limit == null ? null : Require.inRange("--limit", limit, 1, Integer.MAX_VALUE);
  }

  /** Images a step. */
  public int batch() {
    return Require.inRange("--batch", batch, 1, 65_536);
  }

  /** The seeds to train with, from the first one on. */
  public List<Long> seeds(long first) {
    return LongStream.range(0, Require.inRange("--seeds", seeds, 1, 1000))
        .mapToObj(i -> first + i)
        .collect(Collectors.toUnmodifiableList());
  }
}
