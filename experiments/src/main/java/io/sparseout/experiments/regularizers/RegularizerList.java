// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.regularizers;

import io.sparseout.experiments.regularizers.ListedRegularizer.ListedParameter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Regularizers by place, for people, in lines of 80 characters. */
final class RegularizerList {
  private static final int WIDTH = 80;
  private static final String INDENT = "    ";

  private static final Map<String, String> HEADINGS =
      Map.of(
          "activations", "On activations",
          "states", "On the states of recurrent layers (language)",
          "weights", "On weights",
          "penalty", "Penalties and constraints");

  private final Map<String, List<ListedRegularizer>> places;

  RegularizerList(List<ListedRegularizer> all) {
    places =
        all.stream()
            .collect(
                Collectors.groupingBy(
                    ListedRegularizer::place, LinkedHashMap::new, Collectors.toList()));
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    places.forEach(
        (place, some) -> {
          text.append(text.isEmpty() ? "" : line("")).append(line(HEADINGS.get(place)));
          some.forEach(regularizer -> add(regularizer, text));
        });
    return text.toString();
  }

  private static void add(ListedRegularizer regularizer, StringBuilder text) {
    text.append(line("  " + regularizer.name()));
    wrap(INDENT, INDENT, regularizer.summary(), text);
    int widest =
        regularizer.parameters().stream().mapToInt(each -> head(each).length()).max().orElse(0);
    for (ListedParameter parameter : regularizer.parameters()) {
      String head = head(parameter);
      String first = INDENT + head + " ".repeat(widest - head.length() + 2);
      wrap(first, " ".repeat(first.length()), parameter.meaning(), text);
    }
  }

  private static String head(ListedParameter parameter) {
    return parameter.name() + "=" + parameter.defaultValue();
  }

  /** Words in as many lines as it takes. */
  private static void wrap(String first, String others, String words, StringBuilder text) {
    StringBuilder current = new StringBuilder(first);
    boolean empty = true;
    for (String word : words.split(" ", -1)) {
      if (!empty && current.length() + 1 + word.length() > WIDTH) {
        text.append(line(current.toString()));
        current = new StringBuilder(others);
        empty = true;
      }
      current.append(empty ? "" : " ").append(word);
      empty = false;
    }
    text.append(line(current.toString()));
  }

  private static String line(String content) {
    return content + System.lineSeparator();
  }
}
