// SPDX-License-Identifier: Apache-2.0
package io.sparseout.regularizers;

import io.sparseout.core.Layer;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;
import java.util.List;

/** A kind as a jar adds one: see {@code META-INF/services} of the tests. */
public final class HalvingKind implements RegularizerKind {
  /** y = x / 2 in training where the probability is above 0. */
  record Halving(float p) implements Layer {
    @Override
    public Tensor forward(Tensor x, Pass pass) {
      return pass.isTraining() && p > 0 ? x.times(0.5) : x;
    }
  }

  private final String name;

  /** As the service loader makes it. */
  public HalvingKind() {
    this("halving");
  }

  HalvingKind(String name) {
    this.name = name;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Place place() {
    return Place.ACTIVATIONS;
  }

  @Override
  public String summary() {
    return "y = x / 2";
  }

  @Override
  public List<Setting> settings() {
    return List.of(Setting.number("p", "0.5", "whether it halves, above 0"));
  }

  @Override
  public Regularization make(Settings settings) {
    return Regularization.ofActivations(new Halving(settings.number("p")));
  }
}
