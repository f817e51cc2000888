// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.reproduce;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.sparseout.experiments.runs.DataHash;
import io.sparseout.experiments.runs.RecordedRun;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A recorded run against its repetition.
 *
 * @param run the folder of the recorded run
 * @param repetition the folder of its repetition
 * @param command what was run again
 * @param equal whether all that was compared is the same bits; without rows, whether both failed
 * @param rows row by row, then what tests say of them; what the runs were told to do where that
 *     differs
 * @param notCompared names of times and memory in the rows, and how many findings are about them
 * @param ofTimes whether all that the rows measure are times and memory
 * @param newRows rows that the recorded run, which ended early, did not come to
 * @param recorded what the recorded run came from
 * @param repeated what the repetition comes from
 */
record Reproduction(
    String run,
    String repetition,
    String command,
    boolean equal,
    List<RowComparison> rows,
    List<String> notCompared,
    boolean ofTimes,
    int newRows,
    Side recorded,
    Side repeated) {

  /**
   * What a run came from, beside its configuration. None of it but the version and the data matters
   * to its results.
   */
  record Side(
      String status,
      String version,
      String commit,
      String java,
      String cpu,
      String kernels,
      String threads,
      String data) {
    static Side of(RecordedRun run) {
      JsonObject provenance = run.provenance();
      JsonObject machine =
          provenance.has("machine") ? provenance.getAsJsonObject("machine") : new JsonObject();
      return new Side(
          run.status(),
          text(provenance, "version"),
          text(provenance, "commit"),
          text(machine, "java"),
          text(machine, "cpu"),
          text(provenance, "kernels"),
          text(provenance, "threads"),
          run.data().stream().map(DataHash::sha256).reduce((a, b) -> a + " " + b).orElse("none"));
    }

    private static String text(JsonObject object, String member) {
      JsonElement value = object.get(member);
      return value == null || value.isJsonNull() ? "not recorded" : value.getAsString();
    }

    /** Whether another program may have computed otherwise. */
    boolean isOfProgramOf(Side other) {
      return version.equals(other.version) && commit.equals(other.commit);
    }
  }

  /** Compares two runs. */
  static Reproduction of(RecordedRun before, RecordedRun now) {
    boolean open = !before.isComplete();
    List<RowComparison> all = new ArrayList<>();
    Map<String, JsonObject> rows = byName(before.rows());
    Map<String, JsonObject> repeated = byName(now.rows());
    rows.forEach(
        (name, row) ->
            all.add(
                repeated.containsKey(name)
                    ? RowComparison.of(name, row, repeated.get(name), open)
                    : RowComparison.alone(name, true)));
    List<String> added =
        repeated.keySet().stream().filter(name -> !rows.containsKey(name)).toList();
    List<String> notCompared = new ArrayList<>(measured(before.rows()));
    if (!open) {
      added.forEach(name -> all.add(RowComparison.alone(name, false)));
      addFindings(before, now, all, notCompared);
    }
    RowComparison config = RowComparison.of("configuration", before.config(), now.config(), false);
    if (!config.isEqual()) {
      all.add(config);
    }
    return new Reproduction(
        before.folder().toString(),
        now.folder().toString(),
        before.commandLine(),
        all.isEmpty() ? bothFailed(before, now) : all.stream().allMatch(RowComparison::isEqual),
        List.copyOf(all),
        List.copyOf(notCompared),
        !rows.isEmpty() && rows.values().stream().allMatch(Reproduction::isOfTimes),
        open ? added.size() : 0,
        Side.of(before),
        Side.of(now));
  }

  /** What tests say of times is as much of one run as the times. */
  private static void addFindings(
      RecordedRun before, RecordedRun now, List<RowComparison> all, List<String> notCompared) {
    List<JsonObject> old = before.comparisons();
    List<JsonObject> young = now.comparisons();
    int ofTimes = 0;
    for (int i = 0; i < Math.max(old.size(), young.size()); i++) {
      String name = "comparison " + (i + 1);
      if (i >= old.size() || i >= young.size()) {
        all.add(RowComparison.alone(name, i < old.size()));
      } else if (Members.of(old.get(i)).hasMeasured()) {
        ofTimes++;
      } else {
        all.add(RowComparison.of(name, old.get(i), young.get(i), false));
      }
    }
    if (ofTimes > 0) {
      notCompared.add(ofTimes + " comparisons of such");
    }
  }

  /** Rows of models have the hash of their weights, and times beside it. */
  private static boolean isOfTimes(JsonObject row) {
    return !row.has("weightsSha256") && Members.of(row).hasMeasured();
  }

  private static List<String> measured(List<JsonObject> rows) {
    return rows.stream()
        .flatMap(row -> Members.of(row).values().keySet().stream())
        .filter(Members::isMeasured)
        .distinct()
        .toList();
  }

  /** By trial; by number where rows are of none. */
  private static Map<String, JsonObject> byName(List<JsonObject> rows) {
    Map<String, JsonObject> named = new LinkedHashMap<>();
    for (JsonObject row : rows) {
      JsonElement trial = row.get("trial");
      String name =
          trial == null || !trial.isJsonPrimitive()
              ? "row " + (named.size() + 1)
              : trial.getAsString();
      named.put(named.containsKey(name) ? name + " (row " + (named.size() + 1) + ")" : name, row);
    }
    return named;
  }

  private static boolean bothFailed(RecordedRun before, RecordedRun now) {
    return before.status().equals("failed") && now.status().equals("failed");
  }

  /** How many rows are equal. */
  long equalRows() {
    return rows.stream().filter(RowComparison::isEqual).count();
  }
}
