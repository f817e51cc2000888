// SPDX-License-Identifier: Apache-2.0
package io.sparseout.regularizers;

import io.sparseout.core.Layer;
import java.util.List;
import java.util.function.Function;

/** A kind of this library. */
record BuiltInKind(
    String name,
    Place place,
    String summary,
    List<Setting> settings,
    Function<Settings, Regularization> maker)
    implements RegularizerKind {
  private static final Setting P =
      Setting.number("p", "0.5", "the probability of dropping, 0 to 1");
  private static final Setting Q = Setting.number("q", "2", "the norm, 0 or more");
  private static final Setting GRADIENT =
      Setting.fixed("gradient", "published", "published, or exact: the derivative");
  private static final Setting EPSILON =
      Setting.number("epsilon", "0", "added to |x| before the power, 0 or more");

  /** All of them, in the order in which they are told. */
  static final List<RegularizerKind> ALL =
      List.of(
          activations("none", "nothing", settings -> Regularization.IDENTITY),
          activations(
              "dropout",
              "y = x r / (1-p), r ~ Bernoulli(1-p); Srivastava et al. 2014",
              settings -> new Dropout(settings.number("p")),
              P),
          activations(
              "sparseout",
              "y = x (1 + |x|^((q-2)/2) (r/(1-p) - 1)), r ~ Bernoulli(1-p);"
                  + " Khan and Stavness 2019",
              BuiltInKind::sparseout,
              P,
              Q,
              GRADIENT,
              EPSILON));

  @Override
  public Regularization make(Settings settings) {
    return maker.apply(settings);
  }

  private static RegularizerKind activations(
      String name, String summary, Function<Settings, Layer> layer, Setting... settings) {
    return new BuiltInKind(
        name,
        Place.ACTIVATIONS,
        summary,
        List.of(settings),
        values -> Regularization.ofActivations(layer.apply(values)));
  }

  private static Sparseout sparseout(Settings settings) {
    return new Sparseout(
        settings.number("p"),
        settings.number("q"),
        settings.choice("gradient", Sparseout.Gradient.class),
        settings.number("epsilon"));
  }
}
