// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.train;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * A trainer's listeners. Those that remember are told first, so that the others, when they save,
 * save what those made of the epoch.
 */
final class Listeners {
  private static final String PREFIX = "listener/";

  private final List<TrainingListener> all = new ArrayList<>();
  private int remembering;

  void add(TrainingListener listener) {
    all.add(listener.memory().isEmpty() ? all.size() : remembering++, listener);
  }

  void stepDone(Trainer trainer, double loss) {
    for (TrainingListener listener : all) {
      listener.stepDone(trainer, loss);
    }
  }

  void epochDone(Trainer trainer, EpochResult result) {
    all.forEach(listener -> listener.epochDone(trainer, result));
  }

  /** Whether a name is one of {@link #memory}. */
  static boolean isName(String name) {
    return name.startsWith(PREFIX);
  }

  /** What all of them remember: {@code listener/EarlyStopping/1/best}, say. */
  Map<String, String> memory() {
    Map<String, String> memory = new LinkedHashMap<>();
    named(
        (place, listener) ->
            listener.memory().forEach((name, value) -> memory.put(place + name, value)));
    return memory;
  }

  /**
   * Takes up what {@link #memory} gave.
   *
   * @throws IllegalArgumentException if some of it is missing or bad; nothing is changed then
   */
  void recall(Map<String, String> memory) {
    Map<String, String> before = memory();
    try {
      named((place, listener) -> recall(memory, place, listener));
    } catch (IllegalArgumentException e) {
      named((place, listener) -> recall(before, place, listener));
      throw e;
    }
  }

  private static void recall(Map<String, String> memory, String place, TrainingListener listener) {
    Map<String, String> own = new HashMap<>();
    for (String name : listener.memory().keySet()) {
      String value = memory.get(place + name);
      if (value == null) {
        throw new IllegalArgumentException("its text " + place + name + " is missing");
      }
      own.put(name, value);
    }
    try {
      listener.recall(own);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(place + ": " + e.getMessage(), e);
    }
  }

  /** Gives each listener that remembers with its name: its class, and which one of that class. */
  private void named(BiConsumer<String, TrainingListener> action) {
    Map<String, Integer> counts = new HashMap<>();
    for (TrainingListener listener : all.subList(0, remembering)) {
      String name = listener.getClass().getSimpleName();
      action.accept(PREFIX + name + "/" + counts.merge(name, 1, Integer::sum) + "/", listener);
    }
  }
}
