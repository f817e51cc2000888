// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.runs;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run's folder holds of it, so that it can go on.
 *
 * @param rows of the trials that are finished
 * @param metrics of the epochs that are finished
 * @param ranOn what it ran on, each time that it was begun or went on
 * @param <R> the row of measures of a trial
 */
record Saved<R>(List<R> rows, List<EpochMetrics> metrics, List<Provenance> ranOn) {
  private static final Gson GSON = new Gson();

  /** Nothing. */
  static <R> Saved<R> nothing() {
    return new Saved<>(List.of(), List.of(), List.of());
  }

  /**
   * Reads a folder.
   *
   * @param record what the run is now, which must be what it was before
   * @param type of the rows
   * @throws RunException if it was told something else, or what it left cannot be read
   */
  static <R> Saved<R> read(RunDirectory directory, RunRecord record, Class<R> type) {
    requireSame(directory, record.config());
    try {
      List<R> rows = new ArrayList<>();
      JsonObject results = GSON.fromJson(RunDirectory.read(directory.results()), JsonObject.class);
      requireIntact(directory, results);
      requireSameData(directory, results, record);
      for (JsonElement row : results.getAsJsonArray("rows")) {
        rows.add(GSON.fromJson(row, type));
      }
      List<EpochMetrics> metrics =
          RunDirectory.read(directory.metrics())
              .lines()
              .map(line -> GSON.fromJson(line, EpochMetrics.class))
              .toList();
      return new Saved<>(List.copyOf(rows), metrics, ranOn(results));
    } catch (JsonParseException | IllegalStateException | NullPointerException e) {
      throw new RunException(
          directory.path() + ": its results cannot be read (" + e + "); begin a new run");
    }
  }

  /** Going on would put a new seal on what was changed by hand. */
  private static void requireIntact(RunDirectory directory, JsonObject results) {
    if (Boolean.FALSE.equals(Json.isIntact(results))) {
      throw new RunException(
          directory.results()
              + ": was changed since the program wrote it, its seal does not fit; put back what was there,"
              + " or begin a new run");
    }
  }

  private static List<Provenance> ranOn(JsonObject results) {
    List<Provenance> all = new ArrayList<>();
    if (results.has("resumedAfter")) {
      all.addAll(List.of(GSON.fromJson(results.get("resumedAfter"), Provenance[].class)));
    }
    all.add(GSON.fromJson(results.get("provenance"), Provenance.class));
    return List.copyOf(all);
  }

  /** A run of an earlier version does not say which data it used. */
  private static void requireSameData(
      RunDirectory directory, JsonObject results, RunRecord record) {
    if (!results.has("data")) {
      return;
    }
    DataHash[] before = GSON.fromJson(results.get("data"), DataHash[].class);
    for (int i = 0; i < Math.min(before.length, record.data().size()); i++) {
      if (!before[i].sha256().equals(record.data().get(i).sha256())) {
        throw new OtherDataException(
            directory.path().toString(), before[i].sha256(), record.data().get(i));
      }
    }
  }

  private static void requireSame(RunDirectory directory, Object config) {
    List<String> before = RunDirectory.read(directory.config()).lines().toList();
    List<String> now = Json.document(config).lines().toList();
    for (int i = 0; i < Math.max(before.size(), now.size()); i++) {
      String old = i < before.size() ? before.get(i) : "";
      String asked = i < now.size() ? now.get(i) : "";
      if (!old.equals(asked)) {
        throw new RunException(
            directory.path()
                + ": was begun by another command or with other options, its config.json has '"
                + old.strip()
                + "' where these give '"
                + asked.strip()
                + "'; give the same, or begin a new run");
      }
    }
  }
}
