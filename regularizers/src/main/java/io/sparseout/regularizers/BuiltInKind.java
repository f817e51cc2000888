// SPDX-License-Identifier: Apache-2.0
package io.sparseout.regularizers;

import io.sparseout.core.Layer;
import io.sparseout.core.StateNoise;
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
  /** Settings that several kinds have. */
  static final Setting P = Setting.number("p", "0.5", "the probability of dropping, 0 to 1");

  private static final Setting Q = Setting.number("q", "2", "the norm, 0 or more");
  static final Setting GRADIENT =
      Setting.fixed("gradient", "published", "published, or exact: the derivative");
  private static final Setting EPSILON =
      Setting.number("epsilon", "0", "added to |x| before the power, 0 or more");
  private static final Setting SHARE =
      Setting.number("share", "0.5", "the part that is perturbed, 0 to 1");

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
              EPSILON),
          activations(
              "gaussian-dropout",
              "y = x (1 + sqrt(p/(1-p)) z), z ~ N(0, 1); Srivastava et al. 2014",
              settings -> new GaussianDropout(settings.number("p")),
              Setting.number("p", "0.5", "of the Dropout with as much noise, 0 to below 1")),
          activations(
              "alpha-dropout",
              "y = a (x r + s (1-r)) + b, r ~ Bernoulli(1-p), for SELU: keeps mean 0 and variance 1;"
                  + " Klambauer et al. 2017",
              settings -> new AlphaDropout(settings.number("p")),
              P),
          activations(
              "channel-dropout",
              "dropout with one r for all of a channel; Tompson et al. 2015",
              settings -> new ChannelDropout(settings.number("p")),
              P),
          activations(
              "channel-sparseout",
              "sparseout with one r for all of a channel",
              settings -> new ChannelDropout(sparseout(settings)),
              P,
              Q,
              GRADIENT,
              EPSILON),
          activations(
              "drop-block",
              "y = x m / mean(m), m 0 in squares of size by size pixels; Ghiasi et al. 2018",
              settings -> new DropBlock(settings.number("p"), settings.whole("size")),
              Setting.number("p", "0.1", "about the probability of dropping, 0 to 1"),
              Setting.fixed("size", "3", "pixels of a square's side, 1 or more")),
          activations(
              "locked-dropout",
              "dropout with one r for all indices of the first axis, such as time steps; Gal and"
                  + " Ghahramani 2016",
              settings -> new Locked(new Dropout(settings.number("p"))),
              P),
          activations(
              "locked-sparseout",
              "sparseout with one r for all indices of the first axis",
              settings -> new Locked(sparseout(settings)),
              P,
              Q,
              GRADIENT,
              EPSILON),
          activations(
              "stochastic-depth",
              "y = x r / (1-p), one r ~ Bernoulli(1-p) for each example or for all; Huang et al."
                  + " 2016",
              settings ->
                  new StochasticDepth(
                      settings.number("p"), settings.choice("mode", StochasticDepth.Mode.class)),
              P,
              Setting.fixed("mode", "row", "row: for each example, or batch: for all")),
          activations(
              "targeted-dropout",
              "dropout of the share of smallest |x| of each example; Gomez et al. 2019",
              settings -> new Targeted(new Dropout(settings.number("p")), settings.number("share")),
              P,
              SHARE),
          activations(
              "targeted-sparseout",
              "sparseout of the share of smallest |x| of each example",
              settings -> new Targeted(sparseout(settings), settings.number("share")),
              P,
              Q,
              GRADIENT,
              EPSILON,
              SHARE),
          new BuiltInKind(
              "zoneout",
              Place.STATES,
              "h' = d h + (1-d) c, d ~ Bernoulli(p), c what a recurrent step makes of h; Krueger et"
                  + " al. 2017",
              List.of(
                  Setting.number("p", "0.05", "the probability that an output is kept, 0 to 1"),
                  Setting.number("cell", "0", "the same of an LSTM's cells, 0 to 1")),
              BuiltInKind::zoneout),
          activations(
              "activity-l2",
              "adds strength mean(x^2) to the loss; Merity et al. 2017",
              settings -> new ActivationPenalty(settings.number("strength")),
              Setting.number("strength", "0.001", "alpha, 0 or more")),
          activations(
              "activity-temporal",
              "adds strength mean((x[t+1] - x[t])^2) to the loss, t the first axis; Merity et al."
                  + " 2017",
              settings -> new TemporalActivationPenalty(settings.number("strength")),
              Setting.number("strength", "0.001", "beta, 0 or more")));

  @Override
  public Regularization make(Settings settings) {
    return maker.apply(settings);
  }

  /** A kind that is a layer on activations. */
  static RegularizerKind activations(
      String name, String summary, Function<Settings, Layer> layer, Setting... settings) {
    return new BuiltInKind(
        name,
        Place.ACTIVATIONS,
        summary,
        List.of(settings),
        values -> Regularization.ofActivations(layer.apply(values)));
  }

  /** The second noise is there where it does something: only an LSTM has a second state. */
  private static Regularization zoneout(Settings settings) {
    Zoneout cell = new Zoneout(settings.number("cell"));
    StateNoise hidden = new Zoneout(settings.number("p"));
    boolean cells = ScheduleText.isOne(settings.text("cell")) || settings.number("cell") != 0;
    return Regularization.ofStates(cells ? List.of(hidden, cell) : List.of(hidden));
  }

  private static Sparseout sparseout(Settings settings) {
    return new Sparseout(
        settings.number("p"),
        settings.number("q"),
        settings.choice("gradient", Sparseout.Gradient.class),
        settings.number("epsilon"));
  }
}
