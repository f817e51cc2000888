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
   * The parameters that the regularizer of a text takes, whether the text has them or not.
   *
   * @throws IllegalArgumentException if the name is unknown, with the nearest one there is
   */
  public static Set<String> parameters(String text) {
    return Set.copyOf(kind(text).keys);
  }

  /**
   * The regularizer of a text {@code name} or {@code name:key=value,key=value}. Keys that are left
   * out have their defaults: p = 0.5, q = 2, gradient = published, epsilon = 0.
   *
   * @throws IllegalArgumentException if the name or a key is unknown, with the nearest one there
   *     is, or a value is out of its range
   */
  public static Layer parse(String text) {
    return kind(text).make.apply(values(text));
  }

  private static String name(String text) {
    int colon = text.indexOf(':');
    return (colon < 0 ? text : text.substring(0, colon)).strip().toLowerCase(Locale.ROOT);
  }

  private static Kind kind(String text) {
    String name = name(text);
    Kind kind = KINDS.get(name);
    if (kind == null) {
      throw new IllegalArgumentException(
          "regularizer: there is no '" + name + "'; " + NearestName.hint(name, KINDS.keySet()));
    }
    return kind;
  }

  /**
   * The parameters that a text has, by key in their order.
   *
   * @throws IllegalArgumentException if the name or a key is unknown, with the nearest one there
   *     is, or a parameter is not {@code key=value}, or is there twice
   */
  public static Map<String, String> values(String text) {
    Set<String> keys = kind(text).keys;
    String list = text.indexOf(':') < 0 ? "" : text.substring(text.indexOf(':') + 1);
    Map<String, String> values = new LinkedHashMap<>();
    if (list.isBlank()) {
      return values;
    }
    for (String pair : list.split(",", -1)) {
      int equals = pair.indexOf('=');
      String key = (equals < 0 ? pair : pair.substring(0, equals)).strip();
      if (!keys.contains(key)) {
        throw new IllegalArgumentException(
            name(text) + ": there is no parameter '" + key + "'; " + NearestName.hint(key, keys));
      }
      if (equals < 0 || values.put(key, pair.substring(equals + 1).strip()) != null) {
        throw new IllegalArgumentException(
            name(text) + ": each parameter once, as key=value, not '" + list + "'");
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
