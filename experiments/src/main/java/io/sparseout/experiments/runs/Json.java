// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.runs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.TypeAdapter;
import io.sparseout.core.io.Fingerprint;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Records as JSON: a member for each component, null for what is not there. */
public final class Json {
  private static final Gson GSON = new Gson();

  /** The member by which a change by hand is seen: the SHA-256 of all the others. */
  private static final String SEAL = "sha256";

  /** How the parser names a place, among much that is for programmers. */
  private static final Pattern PLACE = Pattern.compile("at line (\\d+) column (\\d+)");

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

  /**
   * Reads a text that anybody may have written.
   *
   * @throws JsonParseException if it is no JSON; the message says where, in plain words
   */
  public static JsonElement parse(String text) {
    try {
      return JsonParser.parseString(text);
    } catch (JsonParseException e) {
      Matcher place = PLACE.matcher(String.valueOf(e.getMessage()));
      String where = place.find() ? ": line " + place.group(1) + ", column " + place.group(2) : "";
      throw new JsonParseException("it is no JSON that can be read" + where, e);
    }
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
