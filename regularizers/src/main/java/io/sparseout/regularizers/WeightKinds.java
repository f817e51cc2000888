// SPDX-License-Identifier: Apache-2.0
package io.sparseout.regularizers;

import static io.sparseout.regularizers.BuiltInKind.GRADIENT;
import static io.sparseout.regularizers.BuiltInKind.P;
import static io.sparseout.regularizers.BuiltInKind.activations;

import io.sparseout.core.Parameter;
import io.sparseout.core.WeightNoise;
import io.sparseout.regularizers.RegularizerKind.Place;
import io.sparseout.regularizers.RegularizerKind.Setting;
import io.sparseout.regularizers.penalties.Constrained;
import io.sparseout.regularizers.penalties.Constraint;
import io.sparseout.regularizers.penalties.ElasticNet;
import io.sparseout.regularizers.penalties.GroupLasso;
import io.sparseout.regularizers.penalties.Groups;
import io.sparseout.regularizers.penalties.L1;
import io.sparseout.regularizers.penalties.L2;
import io.sparseout.regularizers.penalties.Lq;
import io.sparseout.regularizers.penalties.MaxNorm;
import io.sparseout.regularizers.penalties.Penalized;
import io.sparseout.regularizers.penalties.ProximalGroupLasso;
import io.sparseout.regularizers.penalties.ProximalL1;
import io.sparseout.regularizers.penalties.WeightPenalty;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** The kinds of this library that act on weights, and the penalties. */
final class WeightKinds {
  private static final Setting Q = Setting.number("q", "1", "the norm, 0 or more");
  private static final Setting EPSILON =
      Setting.number("epsilon", "0", "added to |w| before the power, 0 or more");
  private static final Setting MASKS =
      Setting.fixed("masks", "batch", "batch: one for all, or example: one each, for affine maps");
  private static final Setting STRENGTH = Setting.number("strength", "0.0001", "0 or more");
  private static final Setting GROUPS =
      Setting.fixed("groups", "rows", "rows, columns, filters or channels; others are left alone");

  /** All of them, in the order in which they are told. */
  static final List<RegularizerKind> ALL =
      List.of(
          noise(
              "dropconnect",
              "w~ = w r / (1-p), r ~ Bernoulli(1-p) for each weight; Wan et al. 2013",
              s -> new DropConnect(s.number("p"), s.choice("masks", Masks.class)),
              P,
              MASKS),
          noise(
              "bridgeout",
              "w~ = w + sgn(w) |w|^(q/2) (r/(1-p) - 1), r ~ Bernoulli(1-p) for each weight; Khan,"
                  + " Fallah and Stavness 2018",
              s ->
                  new Bridgeout(
                      s.number("p"),
                      s.number("q"),
                      s.choice("gradient", Sparseout.Gradient.class),
                      s.number("epsilon"),
                      s.choice("masks", Masks.class)),
              P,
              Q,
              GRADIENT,
              EPSILON,
              MASKS),
          noise(
              "group-bridgeout",
              "w~ = w (1 + |w_g|^((q-2)/2) (r/(1-p) - 1)), one r ~ Bernoulli(1-p) for each group g"
                  + " of neighbouring inputs",
              s ->
                  new GroupBridgeout(
                      s.number("p"),
                      s.number("q"),
                      s.whole("group"),
                      s.choice("gradient", Sparseout.Gradient.class),
                      s.number("epsilon")),
              P,
              Q,
              Setting.fixed("group", "1", "the weights of a group, a divisor of an output's"),
              GRADIENT,
              EPSILON),
          noise(
              "shakeout",
              "w~ = r/(1-p) (w + c sgn(w)) - c sgn(w), r ~ Bernoulli(1-p) for each input; Kang, Li"
                  + " and Tao 2016",
              s -> new Shakeout(s.number("p"), s.number("c"), s.choice("masks", Masks.class)),
              P,
              Setting.number("c", "0.1", "how far weights go beyond 0, 0 or more"),
              MASKS),
          penalty(
              "l1",
              "adds strength sum |w| to the loss; Tibshirani 1996",
              s -> new L1(s.number("strength")),
              s -> Penalized.WEIGHTS,
              STRENGTH),
          penalty(
              "l2",
              "adds strength sum w^2 to the loss; Hoerl and Kennard 1970",
              s -> new L2(s.number("strength")),
              s -> Penalized.WEIGHTS,
              STRENGTH),
          penalty(
              "elastic-net",
              "adds l1 sum |w| + l2 sum w^2 to the loss; Zou and Hastie 2005",
              s -> new ElasticNet(s.number("l1"), s.number("l2")),
              s -> Penalized.WEIGHTS,
              Setting.number("l1", "0.0001", "0 or more"),
              Setting.number("l2", "0.0001", "0 or more")),
          penalty(
              "lq",
              "adds strength sum |w|^q to the loss; Frank and Friedman 1993",
              s -> new Lq(s.number("strength"), s.number("q")),
              s -> Penalized.WEIGHTS,
              STRENGTH,
              Setting.number("q", "0.5", "the norm, more than 0")),
          penalty(
              "group-lasso",
              "adds strength sum sqrt(n_g) |w_g| over groups g to the loss; Yuan and Lin 2006",
              s -> new GroupLasso(s.number("strength"), s.choice("groups", Groups.class)),
              s -> s.choice("groups", Groups.class)::in,
              STRENGTH,
              GROUPS),
          constraint(
              "max-norm",
              "after each step, the norm of each output's weights is at most the bound; Srivastava"
                  + " et al. 2014",
              s -> new MaxNorm(s.number("bound")),
              s -> Penalized.WEIGHTS,
              Setting.number("bound", "3", "c, more than 0")),
          constraint(
              "proximal-l1",
              "after each step, w = sgn(w) max(|w| - rate strength, 0): exact zeros; Parikh and"
                  + " Boyd 2014",
              s -> new ProximalL1(s.number("strength")),
              s -> Penalized.WEIGHTS,
              STRENGTH),
          constraint(
              "proximal-group-lasso",
              "after each step, w_g *= max(1 - rate strength sqrt(n_g) / |w_g|, 0): groups of exact"
                  + " zeros; Parikh and Boyd 2014",
              s -> new ProximalGroupLasso(s.number("strength"), s.choice("groups", Groups.class)),
              s -> s.choice("groups", Groups.class)::in,
              STRENGTH,
              GROUPS),
          activations(
              "activity-l1",
              "adds strength mean(|x|) to the loss; Glorot, Bordes and Bengio 2011",
              s -> new ActivityL1(s.number("strength")),
              Setting.number("strength", "0.001", "0 or more")),
          activations(
              "activity-lq",
              "adds strength mean(|x|^q) to the loss",
              s -> new ActivityLq(s.number("strength"), s.number("q")),
              Setting.number("strength", "0.001", "0 or more"),
              Setting.number("q", "0.5", "the norm, more than 0")),
          activations(
              "activity-kl",
              "adds strength sum KL(rate, mean activation) over units to the loss; activations are"
                  + " from 0 to 1; Ng 2011",
              s -> new ActivityKl(s.number("strength"), s.number("rate")),
              Setting.number("strength", "0.01", "beta, 0 or more"),
              Setting.number("rate", "0.05", "the target, more than 0 and less than 1")));

  private WeightKinds() {}

  private static RegularizerKind noise(
      String name, String summary, Function<Settings, WeightNoise> noise, Setting... settings) {
    return new BuiltInKind(
        name,
        Place.WEIGHTS,
        summary,
        List.of(settings),
        values -> Regularization.ofWeights(noise.apply(values)));
  }

  private static RegularizerKind penalty(
      String name,
      String summary,
      Function<Settings, WeightPenalty> penalty,
      Function<Settings, Predicate<Parameter>> which,
      Setting... settings) {
    return ofModel(
        name,
        summary,
        values -> {
          WeightPenalty made = penalty.apply(values);
          Predicate<Parameter> chosen = which.apply(values);
          return Regularization.ofModel(model -> new Penalized(model, made, chosen));
        },
        settings);
  }

  private static RegularizerKind constraint(
      String name,
      String summary,
      Function<Settings, Constraint> constraint,
      Function<Settings, Predicate<Parameter>> which,
      Setting... settings) {
    return ofModel(
        name,
        summary,
        values -> {
          Constraint made = constraint.apply(values);
          Predicate<Parameter> chosen = which.apply(values);
          return Regularization.ofTraining(model -> new Constrained(model, made, chosen));
        },
        settings);
  }

  private static RegularizerKind ofModel(
      String name, String summary, Function<Settings, Regularization> make, Setting... settings) {
    return new BuiltInKind(name, Place.PENALTY, summary, List.of(settings), make);
  }
}
