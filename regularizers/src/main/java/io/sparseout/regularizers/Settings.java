// SPDX-License-Identifier: Apache-2.0
package io.sparseout.regularizers;

import io.sparseout.core.optim.Schedule;
import io.sparseout.regularizers.RegularizerKind.Setting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A value for each setting of a regularizer: what its text says, else the default. */
public final class Settings {
  private final String regularizer;
  private final Map<String, String> texts;
  private final Map<String, Float> numbers;

  private Settings(String regularizer, Map<String, String> texts, Map<String, Float> numbers) {
    this.regularizer = regularizer;
    this.texts = texts;
    this.numbers = numbers;
  }

  /** The settings of a kind with the values that are said. */
  static Settings of(RegularizerKind kind, Map<String, String> said) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (Setting setting : kind.settings()) {
      texts.put(setting.key(), said.getOrDefault(setting.key(), setting.otherwise()));
    }
    return new Settings(kind.name(), texts, Map.of());
  }

  /** A number as a float. */
  public float number(String key) {
    Float scheduled = numbers.get(key);
    if (scheduled != null) {
      return scheduled;
    }
    String value = text(key);
    try {
      return Float.parseFloat(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(key + ": a number is needed, not '" + value + "'", e);
    }
  }

  /** A whole number. */
  public int whole(String key) {
    String value = text(key);
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          key + ": a whole number is needed, not '" + value + "'", e);
    }
  }

  /** One of an enum's constants, which texts write in small letters. */
  public <E extends Enum<E>> E choice(String key, Class<E> type) {
    String value = text(key);
    List<String> names = new ArrayList<>();
    for (E constant : type.getEnumConstants()) {
      String name = constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
      if (name.equals(value)) {
        return constant;
      }
      names.add(name);
    }
    throw new IllegalArgumentException(
        regularizer + ": " + key + " is " + String.join(" or ", names) + ", not '" + value + "'");
  }

  /**
   * A value as it is written.
   *
   * @throws IllegalArgumentException if the kind has no such setting
   */
  public String text(String key) {
    String value = texts.get(key);
    if (value == null) {
      throw new IllegalArgumentException(
          regularizer + ": has no setting '" + key + "', only " + texts.keySet());
    }
    return value;
  }

  /** These with numbers in place of what is scheduled, at a step of training. */
  Settings at(Map<String, Schedule> schedules, long step) {
    Map<String, Float> now = new LinkedHashMap<>();
    schedules.forEach((key, schedule) -> now.put(key, (float) schedule.at(step)));
    return new Settings(regularizer, texts, now);
  }
}
