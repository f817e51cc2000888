// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.runs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

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
  private static final String RESULTS = "results.json";

  /**
   * Reads a folder.
   *
   * @throws RunException if there is no run in it that can be read
   */
  public static RecordedRun read(Path folder) {
    Path file = folder.resolve(RESULTS);
    try {
      return of(folder, object("the document", Json.parse(Files.readString(file, UTF_8))));
    } catch (CharacterCodingException e) {
      throw new RunException(file + ": is not the results of a run (it is no text in UTF-8)");
    } catch (IOException e) {
      throw new RunException(
          Files.exists(file)
              ? file + ": cannot be read (" + e + ")"
              : folder + ": has no " + RESULTS + "; name the folder of a run");
    } catch (JsonParseException e) {
      throw new RunException(file + ": is not the results of a run (" + e.getMessage() + ")");
    }
  }

  private static RecordedRun of(Path folder, JsonObject results) {
    boolean hasArguments = results.has("arguments");
    return new RecordedRun(
        folder,
        text("experiment", results.get("experiment")),
        text("status", results.get("status")),
        hasArguments ? list(results, "arguments", RecordedRun::text) : null,
        object(results, "config"),
        list(results, "data", RecordedRun::data),
        list(results, "rows", RecordedRun::object),
        list(results, "comparisons", RecordedRun::object),
        object(results, "provenance"),
        Json.isIntact(results));
  }

  private static DataHash data(String name, JsonElement value) {
    JsonObject data = object(name, value);
    return new DataHash(
        text(name + ".name", data.get("name")), text(name + ".sha256", data.get("sha256")));
  }

  private static JsonObject object(JsonObject results, String member) {
    return results.has(member) ? object(member, results.get(member)) : new JsonObject();
  }

  /** A member that an earlier version does not have is a list of nothing. */
  private static <T> List<T> list(
      JsonObject results, String member, BiFunction<String, JsonElement, T> each) {
    if (!results.has(member)) {
      return List.of();
    }
    if (!(results.get(member) instanceof JsonArray array)) {
      throw wrong(member, "a list", results.get(member));
    }
    List<T> list = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      list.add(each.apply(member + "[" + i + "]", array.get(i)));
    }
    return List.copyOf(list);
  }

  private static JsonObject object(String name, JsonElement value) {
    if (value instanceof JsonObject object) {
      return object;
    }
    throw wrong(name, "an object", value);
  }

  private static String text(String name, JsonElement value) {
    if (value instanceof JsonPrimitive text && text.isString()) {
      return text.getAsString();
    }
    throw wrong(name, "a text", value);
  }

  private static JsonParseException wrong(String name, String wanted, JsonElement value) {
    return new JsonParseException(name + " should be " + wanted + ", but " + found(value));
  }

  private static String found(JsonElement value) {
    if (value == null) {
      return "is not there";
    }
    if (value instanceof JsonPrimitive simple) {
      return simple.isString() ? "is a text" : simple.isNumber() ? "is a number" : "is " + simple;
    }
    return value.isJsonNull() ? "is null" : value.isJsonArray() ? "is a list" : "is an object";
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
