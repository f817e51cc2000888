// SPDX-License-Identifier: Apache-2.0
package io.sparseout.regularizers;

import java.util.List;

/**
 * A regularizer as texts name it: {@code name:key=value,key=value}. A jar on the class or module
 * path adds one to {@link Regularizers} as a provider of this service, by a class with a public
 * constructor without parameters:
 *
 * <pre>{@code
 * public final class HalvingKind implements RegularizerKind {
 *   public String name() { return "halving"; }
 *   public Place place() { return Place.ACTIVATIONS; }
 *   public String summary() { return "y = x / 2 with probability p; Doe 2031"; }
 *   public List<Setting> settings() {
 *     return List.of(Setting.number("p", "0.5", "the probability of halving, 0 to 1"));
 *   }
 *   public Regularization make(Settings settings) {
 *     return Regularization.ofActivations(new Halving(settings.number("p")));
 *   }
 * }
 * }</pre>
 *
 * <p>Its jar names the class in {@code
 * META-INF/services/io.sparseout.regularizers.RegularizerKind}, or its module provides it.
 */
public interface RegularizerKind {
  /** Where a regularizer acts. */
  enum Place {
    /** On activations: it is a layer of the model. */
    ACTIVATIONS,
    /** On the states of recurrent layers, from one time step to the next. */
    STATES,
    /** On weights: noise that a layer's weights have in training. */
    WEIGHTS,
    /** On the loss or on the weights after a step: a penalty or a constraint. */
    PENALTY
  }

  /**
   * What a text may say of a regularizer.
   *
   * @param key its name
   * @param otherwise its value where a text does not say it
   * @param meaning what it is, and its range: {@code the probability of dropping, 0 to 1}
   * @param isNumber whether it is a number that a schedule may change
   */
  record Setting(String key, String otherwise, String meaning, boolean isNumber) {
    /** A number, which may be a schedule: {@code p=0..0.5/cubic/2000}. */
    public static Setting number(String key, String otherwise, String meaning) {
      return new Setting(key, otherwise, meaning, true);
    }

    /** What no schedule changes: a choice, or a whole number. */
    public static Setting fixed(String key, String otherwise, String meaning) {
      return new Setting(key, otherwise, meaning, false);
    }
  }

  /** Its name: small letters, digits and hyphens, a letter first. */
  String name();

  /** Where it acts. */
  Place place();

  /** What its text may say, in the order of telling. */
  List<Setting> settings();

  /** What it does, in a line: its formula and its source. */
  String summary();

  /**
   * Makes it.
   *
   * @param settings a value for each of {@link #settings}
   * @throws IllegalArgumentException if a value is out of its range
   */
  Regularization make(Settings settings);
}
