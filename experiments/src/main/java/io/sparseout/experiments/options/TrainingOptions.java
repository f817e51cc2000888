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
      description =
          "Images to train on: digits or shapes, which this program draws and which need no files,"
              + " mnist, cifar10 or cifar100 (default: digits, or the preset's).")
  private String data;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description =
          "Use the first N training images and the first N test images alone, to try things out"
              + " (default: all, or the preset's).")
  private Integer limit;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Images a step, 1 to 65536 (default: 128, or the preset's).")
  private Integer batch;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description =
          "Train with N seeds, 1 to 1000, from --seed on, and report means with 95 %% intervals"
              + " (default: 1, or the preset's).")
  private Integer seeds;

  /** The data set, of the digits where none is named. */
  public DataSource data() {
    return data(DataSource.DIGITS);
  }

  /** The data set that is named, or another. */
  public DataSource data(DataSource otherwise) {
    return data == null ? otherwise : DataSource.of(data);
  }

  /** How many images of each set to use at the most; null for all. */
  public Integer limit() {
    return limit(null);
  }

  /** How many images of each set to use at the most where it is said, or another number. */
  public Integer limit(Integer otherwise) {
    return limit == null
        ? otherwise
        : (Integer) Require.inRange("--limit", limit, 1, Integer.MAX_VALUE);
  }

  /** Images a step, 128 where nobody says. */
  public int batch() {
    return batch(128);
  }

  /** Images a step as they are asked for, or another number. */
  public int batch(int otherwise) {
    return batch == null ? otherwise : Require.inRange("--batch", batch, 1, 65_536);
  }

  /** The seeds to train with, from the first one on; that one alone where none are asked for. */
  public List<Long> seeds(long first) {
    return seeds(first, 1);
  }

  /**
   * The seeds to train with, from the first one on, as many as are asked for, or another number.
   */
  public List<Long> seeds(long first, int otherwise) {
    int count = seeds == null ? otherwise : Require.inRange("--seeds", seeds, 1, 1000);
    return seedsFrom(first, count);
  }

  /** So many seeds, from the first one on. */
  public static List<Long> seedsFrom(long first, int count) {
    return LongStream.range(0, count)
        .mapToObj(i -> first + i)
        .collect(Collectors.toUnmodifiableList());
  }
}
