// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.runs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.gson.TypeAdapter;
import io.sparseout.core.io.Fingerprint;
import java.util.StringJoiner;

/** Records as JSON: a member for each component, null for what is not there. */
public final class Json {
  private static final Gson GSON = new Gson();

  /** The member by which a change by hand is seen: the SHA-256 of all the others. */
  private static final String SEAL = "sha256";

  private Json() {}

  /**
   * A value on one line.
   *
   * @throws IllegalArgumentException if a number is NaN or infinite: JSON has none
   */
  public static String line(Object value) {
    return tree(value).toString();
  }

  /**
   * A record as a document to be read by people too: a member a line, and where members are records
   * or lists themselves, theirs a line each.
   *
   * @throws IllegalArgumentException if a number is NaN or infinite: JSON has none
   */
  public static String document(Object value) {
    return text(tree(value), 2, "") + "\n";
  }

  /** A record as a document that ends in its seal. */
  static String sealed(Object value) {
    JsonObject document = tree(value).getAsJsonObject();
    document.addProperty(SEAL, seal(document));
    return text(document, 2, "") + "\n";
  }

  /** Whether a document has a seal, and is what it was when it was sealed; null without one. */
  static Boolean isIntact(JsonObject document) {
    if (!document.has(SEAL)) {
      return null;
    }
    JsonObject content = document.deepCopy();
    JsonElement seal = content.remove(SEAL);
    return seal.isJsonPrimitive() && seal.getAsString().equals(seal(content));
  }

  /** The hash of a document on one line: spaces and line ends may change. */
  private static String seal(JsonObject content) {
    return Fingerprint.sha256(content.toString().getBytes(UTF_8));
  }

  /** By the adapter itself, which keeps nulls: {@link Gson} leaves them out. */
  private static <T> JsonElement tree(T value) {
    @SuppressWarnings("unchecked") // the adapter of the value's own class
    TypeAdapter<T> adapter = (TypeAdapter<T>) GSON.getAdapter(value.getClass());
    return adapter.toJsonTree(value);
  }

  private static String text(JsonElement element, int levels, String indent) {
    boolean empty =
        element.isJsonObject()
            ? element.getAsJsonObject().isEmpty()
            : element.isJsonArray() && element.getAsJsonArray().isEmpty();
    if (levels <= 0 || empty || element.isJsonPrimitive() || element.isJsonNull()) {
      return element.toString();
    }
    String inner = indent + "  ";
    StringJoiner lines = new StringJoiner(",\n" + inner, "\n" + inner, "\n" + indent);
    if (element.isJsonArray()) {
      element.getAsJsonArray().forEach(item -> lines.add(text(item, levels - 2, inner)));
      return "[" + lines + "]";
    }
    element
        .getAsJsonObject()
        .asMap()
        .forEach(
            (name, item) ->
                lines.add(new JsonPrimitive(name) + ": " + text(item, levels - 1, inner)));
    return "{" + lines + "}";
  }
}
