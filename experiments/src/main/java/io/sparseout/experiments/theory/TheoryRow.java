// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.theory;

/**
 * What one case came to. Numbers that do not apply to its check are null.
 *
 * @param trial the trial's name
 * @param check the check's name
 * @param model the model's name; null where there is none
 * @param place which vector has the noise, {@code features} or {@code weights}
 * @param regularizer the regularizer's text
 * @param q its norm
 * @param p its probability of dropping
 * @param scale the Euclidean norm of w; null where the noise's size is varied by it
 * @param features how many features
 * @param draws how many; null over all masks
 * @param expected the expected loss under the noise less that without; of draws, their mean
 * @param standardError of draws, that of the mean
 * @param penalty the penalty, of second order in the noise
 * @param exact of draws, the exact expectation; null where none is known
 * @param relativeError of expected against exact, or over all masks against the penalty
 * @param standardErrors of draws, |expected - exact| in standard errors
 * @param noise the standard deviation of the noise on the predictor; where it varies, the largest
 * @param remainder over all masks, expected less penalty
 * @param bound the most that the remainder's size can be, E[max |A'''| |d|^3] / 6
 * @param order how the remainder falls with the noise
 * @param differences how many values differ in any bit
 */
record TheoryRow(
    String trial,
    String check,
    String model,
    String place,
    String regularizer,
    Float q,
    Float p,
    Double scale,
    int features,
    Long draws,
    Double expected,
    Double standardError,
    Double penalty,
    Double exact,
    Double relativeError,
    Double standardErrors,
    Double noise,
    Double remainder,
    Double bound,
    RemainderOrder order,
    Long differences) {
  /** Over all masks; what exceeds the penalty may have an order, where the scale varies. */
  static TheoryRow enumerated(
      Case setting,
      double expected,
      double penalty,
      double noise,
      double bound,
      RemainderOrder order) {
    return new TheoryRow(
        setting.name(),
        setting.check().label(),
        setting.model().label(),
        setting.noise().place().label(),
        setting.noise().regularizer(),
        setting.noise().q(),
        setting.noise().p(),
        order == null ? (Double) setting.scale() : null,
        setting.features(),
        null,
        expected,
        null,
        penalty,
        null,
        Math.abs(expected - penalty) / penalty,
        null,
        noise,
        expected - penalty,
        bound,
        order,
        null);
  }

  /** Of draws: their mean and its standard error, against the exact expectation if it is known. */
  static TheoryRow drawn(
      Case setting,
      long draws,
      double mean,
      double standardError,
      double penalty,
      Double exact,
      double noise) {
    return new TheoryRow(
        setting.name(),
        setting.check().label(),
        setting.model().label(),
        setting.noise().place().label(),
        setting.noise().regularizer(),
        setting.noise().q(),
        setting.noise().p(),
        setting.scale(),
        setting.features(),
        draws,
        mean,
        standardError,
        penalty,
        exact,
        exact == null ? null : (Double) (Math.abs(mean - exact) / exact),
        exact == null ? null : (Double) (Math.abs(mean - exact) / standardError),
        noise,
        null,
        null,
        null,
        null);
  }

  /** Of values and gradients of draws, compared bit by bit. */
  static TheoryRow compared(String trial, Noise noise, int features, long draws, long differences) {
    return new TheoryRow(
        trial,
        Check.DROPOUT_BITS.label(),
        null,
        noise.place().label(),
        noise.regularizer(),
        noise.q(),
        noise.p(),
        null,
        features,
        draws,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        differences);
  }
}
