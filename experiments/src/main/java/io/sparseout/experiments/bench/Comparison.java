// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.bench;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Rates that were measured before, by this program or another one: lines of {@code bench --json},
 * of which workload, unit, rate and threads are read. Of several lines that fit, the last one
 * counts.
 */
final class Comparison {
  /** What is read of a line; null where it is not there. */
  private record Line(String workload, String unit, Double rate, Integer threads) {
    boolean isWhole() {
      return workload != null
          && unit != null
          && rate != null
          && rate > 0
          && rate < Double.POSITIVE_INFINITY
          && threads != null
          && threads > 0;
    }

    boolean isLike(BenchResult result) {
      return threads == result.threads() && unit.equals(result.unit());
    }

    String how() {
      return how(unit, threads);
    }

    static String how(String unit, int threads) {
      return "in " + unit + " on " + threads + (threads == 1 ? " thread" : " threads");
    }
  }

  private final Path file;
  private final List<Line> lines = new ArrayList<>();

  private Comparison(Path file) {
    this.file = file;
  }

  /**
   * The rates of a file.
   *
   * @throws IllegalArgumentException if it cannot be read, or a line is not what it should be;
   *     names file and line
   */
  static Comparison read(Path file) {
    Comparison comparison = new Comparison(file);
    int number = 0;
    for (String text : lines(file)) {
      number++;
      if (!text.isBlank()) {
        comparison.lines.add(line(file + ", line " + number, text));
      }
    }
    if (comparison.lines.isEmpty()) {
      throw new IllegalArgumentException(
          "--compare: " + file + " is empty; write one with bench --json > FILE");
    }
    return comparison;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException(
          "--compare: there is no file " + file + "; write one with bench --json > FILE", e);
    } catch (IOException e) {
      throw new IllegalArgumentException("--compare: cannot read " + file + ", " + e, e);
    }
  }

  private static Line line(String place, String text) {
    Line line;
    try {
      line = new Gson().fromJson(text, Line.class);
    } catch (JsonParseException | NumberFormatException e) { // the latter of a text for a number
      throw new IllegalArgumentException(
          "--compare: " + place + ": not a JSON object of bench --json, " + e.getMessage(), e);
    }
    if (line == null || !line.isWhole()) {
      throw new IllegalArgumentException(
          "--compare: " + place + ": needs workload, unit, rate above 0 and threads, not " + text);
    }
    return line;
  }

  /**
   * A result with its rate as a multiple of the file's; as it was where the file has none to
   * compare it with.
   *
   * @param warnings is told if the file has the workload in other circumstances only
   */
  BenchResult with(BenchResult result, Consumer<String> warnings) {
    List<Line> found =
        lines.stream().filter(line -> line.workload.equals(result.workload())).toList();
    List<Line> alike = found.stream().filter(line -> line.isLike(result)).toList();
    if (!alike.isEmpty()) {
      return result.comparedWith(alike.get(alike.size() - 1).rate);
    }
    if (!found.isEmpty()) {
      warnings.accept(
          "bench: "
              + result.workload()
              + " is not compared: measured "
              + Line.how(result.unit(), result.threads())
              + ", in "
              + file
              + " "
              + found.stream().map(Line::how).distinct().collect(Collectors.joining(" and ")));
    }
    return result;
  }
}
