// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.regularizers;

import io.sparseout.regularizers.RegularizerKind;
import io.sparseout.regularizers.RegularizerKind.Setting;
import java.util.List;
import java.util.Locale;

/**
 * A regularizer as {@code regularizers --json} lists it.
 *
 * @param name its name
 * @param place what it acts on: {@code activations}, {@code states}, {@code weights} or {@code
 *     penalty}
 * @param summary formula and source
 * @param parameters what its text may say
 */
record ListedRegularizer(
    String name, String place, String summary, List<ListedParameter> parameters) {
  /**
   * One of its parameters.
   *
   * @param defaultValue where a text does not say it
   * @param meaning what it is, and its range
   * @param schedule whether it may change over training
   */
  record ListedParameter(String name, String defaultValue, String meaning, boolean schedule) {
    private static ListedParameter of(Setting setting) {
      return new ListedParameter(
          setting.key(), setting.otherwise(), setting.meaning(), setting.isNumber());
    }
  }

  static ListedRegularizer of(RegularizerKind kind) {
    return new ListedRegularizer(
        kind.name(),
        kind.place().name().toLowerCase(Locale.ROOT),
        kind.summary(),
        kind.settings().stream().map(ListedParameter::of).toList());
  }
}
