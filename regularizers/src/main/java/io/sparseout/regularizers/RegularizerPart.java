// SPDX-License-Identifier: Apache-2.0
package io.sparseout.regularizers;

import io.sparseout.core.optim.Schedule;
import io.sparseout.regularizers.RegularizerKind.Setting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One of the regularizers of a text, {@code name:key=value,key=value}.
 *
 * @param text the part of the text
 * @param kind which regularizer
 * @param said the values in the text, in its order
 */
record RegularizerPart(String text, RegularizerKind kind, Map<String, String> said) {
  /** Reads a part. */
  static RegularizerPart of(String text, Map<String, RegularizerKind> kinds) {
    String name = Regularizers.name(text);
    RegularizerKind kind = kinds.get(name);
    if (kind == null) {
      throw new IllegalArgumentException(
          "regularizer: there is no '" + name + "'; " + NearestName.hint(name, kinds.keySet()));
    }
    return new RegularizerPart(text, kind, values(kind, text));
  }

  private static Map<String, String> values(RegularizerKind kind, String text) {
    List<String> keys = kind.settings().stream().map(Setting::key).toList();
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
            kind.name() + ": there is no parameter '" + key + "'; " + NearestName.hint(key, keys));
      }
      if (equals < 0 || values.put(key, pair.substring(equals + 1).strip()) != null) {
        throw new IllegalArgumentException(
            kind.name() + ": each parameter once, as key=value, not '" + list + "'");
      }
    }
    return values;
  }

  /** Whether it takes a parameter. */
  boolean takes(String key) {
    return kind.settings().stream().anyMatch(setting -> setting.key().equals(key));
  }

  /** The text with a parameter more, if it takes it and does not say it. */
  String with(String key, String value) {
    if (!takes(key) || said.containsKey(key)) {
      return text;
    }
    return text + (said.isEmpty() ? text.indexOf(':') < 0 ? ":" : "" : ",") + key + "=" + value;
  }

  /** Makes it, with what is scheduled changing by the step of training. */
  Regularization make() {
    Settings settings = Settings.of(kind, said);
    Map<String, Schedule> schedules = new LinkedHashMap<>();
    for (Setting setting : kind.settings()) {
      String value = settings.text(setting.key());
      if (setting.isNumber() && ScheduleText.isOne(value)) {
        schedules.put(setting.key(), ScheduleText.parse(kind.name(), setting.key(), value));
      }
    }
    return schedules.isEmpty()
        ? kind.make(settings)
        : new ScheduledRegularization(step -> kind.make(settings.at(schedules, step)));
  }
}
