// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.models;

import com.google.gson.Gson;
import io.sparseout.core.io.CheckpointException;
import io.sparseout.core.io.Safetensors;
import io.sparseout.experiments.runs.Json;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/** Descriptions of models in their checkpoints' metadata: records, as JSON under one name. */
final class Described {
  private static final String NAME = "description";

  /** Of the description that errors show: one may hold a vocabulary. */
  private static final int SHOWN = 500;

  private Described() {}

  /** The text for a checkpoint's metadata. */
  static Map<String, String> metadata(Object description) {
    return Map.of(NAME, Json.line(description));
  }

  /**
   * The description of a checkpoint.
   *
   * @param needed which checkpoint is needed, for the error
   * @param check throws where a value is missing or bad
   * @throws CheckpointException if the file cannot be used, or has no description, or a bad one
   */
  static <T> T read(Path file, Class<T> type, String needed, Consumer<T> check) {
    String text = Safetensors.read(file).metadata().get(NAME);
    if (text == null) {
      throw new CheckpointException(
          file, "it does not say which model it is of", "needs " + needed, null);
    }
    try {
      T description = new Gson().fromJson(text, type);
      check.accept(description);
      return description;
    } catch (RuntimeException e) { // of whatever kind Gson, or what is missing, gives rise to
      String shown = text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
      throw new CheckpointException(
          file,
          "its description is bad, " + e.getMessage(),
          "needs " + needed + "; the description is " + shown,
          e);
    }
  }

  /** A value that must be there. */
  static <T> T require(String name, T value) {
    if (value == null) {
      throw new IllegalArgumentException("it lacks the " + name);
    }
    return value;
  }
}
