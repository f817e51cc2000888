// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs of two trainings that are told to stop in the second one, and go on. */
class ResumeRunTest {
  private static final int EPOCHS = 30;

  @TempDir Path folder;

  @ParameterizedTest
  @DisabledOnOs(OS.WINDOWS) // where a process cannot be asked to end
  @ValueSource(
      strings = {
        "sparsity --limit 400 --hidden 16 --batch 50 --q 1,2",
        "image --limit 200 --batch 20 --model mlp:16 --q 1,2 --p 0.1 --seeds 1",
        "weights --limit 400 --batch 50 --model mlp:16 --regularizer none,dropout --seeds 1",
        "train --limit 400 --batch 50 --model mlp:16 --regularizer none,dropout",
        "train --limit 400 --batch 50 --model mlp:16 --regularizer none,dropout --checkpoints all",
      })
  void aStoppedRunGoesOnToTheSameResults(String command) throws Exception {
    Program program = new Program(folder).small();
    String[] all = with(command.split(" "), "--json", "--quiet", "--epochs", "" + EPOCHS);
    JsonObject whole = program.run(with(all, "--out", "whole")).expect(0).json();
    Process process = program.start(with(all, "--out", "parts"));
    while (metrics("parts").size() <= EPOCHS) {
      assertTrue(process.isAlive(), "it ends too early");
      Thread.sleep(5);
    }
    process.destroy();
    program.end(process).expect(143);
    JsonObject stopped = json("parts/results.json");
    assertEquals("stopped", stopped.get("status").getAsString());
    assertEquals(1, stopped.getAsJsonArray("rows").size());

    String[] more = with(command.split(" "), "--epochs", "31", "--resume", "parts");
    Program.Result other = program.run(more).expect(1);
    assertTrue(other.err().contains("has '\"epochs\": 30,' where these give"), other.err());

    JsonObject resumed = program.run(with(all, "--resume", "parts")).expect(0).json();
    assertEquals(whole.get("arguments"), resumed.get("arguments"));
    assertEquals(rows(whole), rows(resumed));
    assertEquals(whole.get("comparisons"), resumed.get("comparisons"));
    assertEquals(metrics("whole"), metrics("parts"));
    assertEquals(plots("whole"), plots("parts"));
  }

  /** A run that is complete has nothing left to train, and says the same once more. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "sparsity --limit 100 --hidden 16 --batch 50 --q 1,2 --epochs 1",
        "image --limit 60 --batch 20 --model mlp:16 --q 1,2 --p 0.1 --seeds 1 --epochs 1",
        "weights --limit 100 --model mlp:16 --regularizer none,dropout --seeds 1 --epochs 1",
        "train --limit 100 --model mlp:16 --epochs 1",
      })
  void aCompleteRunIsNotRunAgain(String command) throws Exception {
    Program program = new Program(folder).small();
    JsonObject whole =
        program.run(with(command.split(" "), "--json", "--out", "a")).expect(0).json();
    Program.Result again = program.run(with(command.split(" "), "--json", "--resume", "a"));
    assertTrue(!again.err().contains("epoch 1/1"), again.err());
    assertEquals(whole.get("rows"), again.expect(0).json().get("rows"), "times too");
  }

  private static JsonArray rows(JsonObject results) {
    JsonArray rows = results.getAsJsonArray("rows").deepCopy();
    rows.forEach(row -> row.getAsJsonObject().remove("trainSeconds"));
    assertEquals(2, rows.size());
    return rows;
  }

  private List<String> metrics(String run) throws Exception {
    Path file = folder.resolve(run + "/metrics.jsonl");
    List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
    return lines.stream().map(line -> line.replaceAll("\"trainSeconds\":[^,}]*", "")).toList();
  }

  private List<String> plots(String run) {
    String[] names = folder.resolve(run + "/plots").toFile().list();
    return Arrays.stream(names).sorted().toList();
  }

  private JsonObject json(String file) throws Exception {
    return Program.json(Files.readString(folder.resolve(file)));
  }

  private static String[] with(String[] first, String... then) {
    List<String> all = new ArrayList<>(List.of(first));
    all.addAll(List.of(then));
    return all.toArray(String[]::new);
  }
}
