// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.runs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A run as its folder has it, of this version of the program or of another.
 *
 * @param folder where it is
 * @param experiment the experiment's name
 * @param status {@code running}, {@code complete}, {@code stopped} or {@code failed}
 * @param arguments those of its command that matter to the result; null of an earlier version
 * @param config what it was told to do
 * @param data what it used; empty of an earlier version too
 * @param rows a row for each finished trial
 * @param comparisons what tests say of the rows
 * @param provenance what it ran on
 * @param isIntact whether the results are as the program wrote them; null of an earlier version,
 *     which did not seal them
 */
public record RecordedRun(
    Path folder,
    String experiment,
    String status,
    List<String> arguments,
    JsonObject config,
    List<DataHash> data,
    List<JsonObject> rows,
    List<JsonObject> comparisons,
    JsonObject provenance,
    Boolean isIntact) {
  private static final Gson GSON = new Gson();
  private static final String RESULTS = "results.json";

  /**
   * Reads a folder.
   *
   * @throws RunException if there is no run in it that can be read
   */
  public static RecordedRun read(Path folder) {
    Path file = folder.resolve(RESULTS);
    try {
      return of(folder, JsonParser.parseString(Files.readString(file, UTF_8)).getAsJsonObject());
    } catch (IOException e) {
      throw new RunException(
          Files.exists(file)
              ? file + ": cannot be read (" + e + ")"
              : folder + ": has no " + RESULTS + "; name the folder of a run");
    } catch (JsonParseException
        | ClassCastException
        | IllegalStateException
        | NullPointerException
        | UnsupportedOperationException
        | NumberFormatException e) {
      throw new RunException(file + ": is not the results of a run (" + e.getMessage() + ")");
    }
  }

  private static RecordedRun of(Path folder, JsonObject results) {
    JsonElement arguments = results.get("arguments");
    List<DataHash> data = new ArrayList<>();
    array(results, "data").forEach(each -> data.add(dataHash(each)));
    return new RecordedRun(
        folder,
        text(results, "experiment"),
        text(results, "status"),
        arguments == null ? null : texts(arguments.getAsJsonArray()),
        object(results, "config"),
        List.copyOf(data),
        objects(results, "rows"),
        objects(results, "comparisons"),
        object(results, "provenance"),
        Json.isIntact(results));
  }

  /** Gson leaves null what is not there. */
  private static DataHash dataHash(JsonElement element) {
    DataHash data = GSON.fromJson(element, DataHash.class);
    if (data == null || data.name() == null || data.sha256() == null) {
      throw new JsonParseException("its data need a name and a sha256, not " + element);
    }
    return data;
  }

  private static String text(JsonObject results, String member) {
    if (!results.has(member)) {
      throw new JsonParseException("it has no " + member);
    }
    return results.get(member).getAsString();
  }

  private static List<String> texts(JsonArray array) {
    List<String> texts = new ArrayList<>();
    array.forEach(each -> texts.add(each.getAsString()));
    return List.copyOf(texts);
  }

  private static JsonObject object(JsonObject results, String member) {
    return results.has(member) ? results.getAsJsonObject(member) : new JsonObject();
  }

  private static List<JsonObject> objects(JsonObject results, String member) {
    List<JsonObject> objects = new ArrayList<>();
    array(results, member).forEach(each -> objects.add(each.getAsJsonObject()));
    return List.copyOf(objects);
  }

  private static JsonArray array(JsonObject results, String member) {
    return results.has(member) ? results.getAsJsonArray(member) : new JsonArray();
  }

  /** Whether all its trials are finished. */
  public boolean isComplete() {
    return status.equals("complete");
  }

  /** The command that runs it again, for a shell; null of an earlier version. */
  public String commandLine() {
    return arguments == null ? null : RunRecord.commandLine(experiment, arguments);
  }
}
