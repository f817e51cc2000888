// SPDX-License-Identifier: Apache-2.0
package io.sparseout.regularizers;

import io.sparseout.core.Layer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Regularizers by name, as the command line and configuration files write them: {@code none},
 * {@code dropout:p=0.5}, {@code sparseout:p=0.5,q=1.5,gradient=exact}.
 */
public final class Regularizers {
  private record Kind(Set<String> keys, Function<Map<String, String>, Layer> make) {}

  private static final Map<String, Kind> KINDS = new LinkedHashMap<>();

  static {
    KINDS.put("none", new Kind(Set.of(), values -> (x, pass) -> x));
    KINDS.put("dropout", new Kind(Set.of("p"), values -> new Dropout(number(values, "p", 0.5f))));
    KINDS.put(
        "sparseout",
        new Kind(
            new TreeSet<>(Set.of("p", "q", "gradient", "epsilon")),
            values ->
                new Sparseout(
                    number(values, "p", 0.5f),
                    number(values, "q", 2),
                    gradient(values.getOrDefault("gradient", "published")),
                    number(values, "epsilon", 0))));
  }

  private Regularizers() {}

  /** The names that {@link #parse} knows. */
  public static List<String> names() {
    return List.copyOf(KINDS.keySet());
  }

  /**
   * The regularizer of a text {@code name} or {@code name:key=value,key=value}. Keys that are left
   * out have their defaults: p = 0.5, q = 2, gradient = published, epsilon = 0.
   *
   * @throws IllegalArgumentException if the name or a key is unknown, with the nearest one there
   *     is, or a value is out of its range
   */
  public static Layer parse(String text) {
    int colon = text.indexOf(':');
    String name = (colon < 0 ? text : text.substring(0, colon)).strip().toLowerCase(Locale.ROOT);
    Kind kind = KINDS.get(name);
    if (kind == null) {
      throw new IllegalArgumentException(
          "regularizer: there is no '" + name + "'; " + NearestName.hint(name, KINDS.keySet()));
    }
    return kind.make.apply(values(name, kind, colon < 0 ? "" : text.substring(colon + 1)));
  }

  private static Map<String, String> values(String name, Kind kind, String text) {
    Map<String, String> values = new LinkedHashMap<>();
    if (text.isBlank()) {
      return values;
    }
    for (String pair : text.split(",", -1)) {
      int equals = pair.indexOf('=');
      String key = (equals < 0 ? pair : pair.substring(0, equals)).strip();
      if (!kind.keys.contains(key)) {
        throw new IllegalArgumentException(
            name + ": there is no parameter '" + key + "'; " + NearestName.hint(key, kind.keys));
      }
      if (equals < 0 || values.put(key, pair.substring(equals + 1).strip()) != null) {
        throw new IllegalArgumentException(
            name + ": each parameter once, as key=value, not '" + text + "'");
      }
    }
    return values;
  }

  private static float number(Map<String, String> values, String key, float otherwise) {
    String value = values.get(key);
    try {
      return value == null ? otherwise : Float.parseFloat(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(key + ": a number is needed, not '" + value + "'", e);
    }
  }

  private static Sparseout.Gradient gradient(String value) {
    return switch (value) {
      case "published" -> Sparseout.Gradient.PUBLISHED;
      case "exact" -> Sparseout.Gradient.EXACT;
      default ->
          throw new IllegalArgumentException(
              "sparseout: gradient is published or exact, not '" + value + "'");
    };
  }
}
