// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparseout.core.Layer;
import io.sparseout.core.LayerCase;
import io.sparseout.core.Parameter;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;
import io.sparseout.core.random.RandomStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class OptimizerTest {
  /** Two parameters of which only the first is used. */
  private static final class Model implements Layer {
    final Parameter used = new Parameter("used", Tensor.of(new float[] {1, -2, 3}, 3));
    final Parameter unused = new Parameter("unused", Tensor.full(7, 2));

    @Override
    public Tensor forward(Tensor x, Pass pass) {
      return x.times(used.value());
    }

    @Override
    public List<Parameter> parameters() {
      return List.of(used, unused);
    }
  }

  static List<Supplier<Optimizer>> optimizers() {
    return List.of(
        () -> new Sgd(0.1),
        () -> new Sgd(0.1).momentum(0.9),
        () -> new Sgd(Schedule.cosine(0.1, 10)).momentum(0.9).nesterov().weightDecay(1e-2),
        () -> new AveragedSgd(0.1),
        () -> {
          AveragedSgd averaging = new AveragedSgd(0.1).weightDecay(1e-2);
          averaging.startAveraging();
          return averaging;
        },
        () -> new Adam(0.1),
        () -> new Adam(Schedule.step(0.1, 2, 0.5)).weightDecay(1e-2).clipNorm(0.5),
        () -> new AdamW(Schedule.constant(0.1).warmUp(3)));
  }

  @Test
  void everyOptimizerIsInTheTable() throws Exception {
    Set<String> inTable = new TreeSet<>();
    optimizers().forEach(make -> inTable.add(make.get().getClass().getSimpleName()));
    assertEquals(LayerCase.publicClasses(Optimizer.class, Optimizer.class), inTable);
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void stateThatIsRestoredGoesOnAsIfNothingHadHappened(Supplier<Optimizer> make) {
    Model whole = new Model();
    Optimizer through = make.get();
    steps(whole, through, 3);
    through.scaleRate(1 / 3.0);
    steps(whole, through, 3);

    Model model = new Model();
    Optimizer first = make.get();
    steps(model, first, 3);
    first.scaleRate(1 / 3.0);
    Optimizer second = make.get();
    second.restore(model, first.state(model), first.steps(), first.memory());
    steps(model, second, 3);
    assertArrayEquals(
        whole.used.value().toFloatArray(), model.used.value().toFloatArray(), "after six steps");
    assertEquals(6, second.steps());
    assertEquals(through.rate(), second.rate());
    assertEquals(through.memory(), second.memory());
    assertEquals(through.state(whole).keySet(), second.state(model).keySet());
    through
        .state(whole)
        .forEach(
            (name, tensor) ->
                assertArrayEquals(
                    tensor.toFloatArray(), second.state(model).get(name).toFloatArray(), name));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void aStepChangesWhatHasAGradientAndClearsIt(Supplier<Optimizer> make) {
    Model model = new Model();
    steps(model, make.get(), 1);
    assertTrue(model.used.value().get(0) < 1);
    assertArrayEquals(new float[] {7, 7}, model.unused.value().toFloatArray());
    assertFalse(model.used.hasGradient());
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void eachFindsTheMinimum(Supplier<Optimizer> make) {
    Model model = new Model();
    Optimizer optimizer = make.get();
    double before = loss(model, null);
    for (int i = 0; i < 8; i++) {
      loss(model, optimizer);
    }
    assertTrue(loss(model, null) < before);
  }

  @Test
  void gradientsAreScaledDownToTheBoundTogether() {
    Model model = new Model();
    Optimizer optimizer = new Sgd(1).clipNorm(0.5);
    steps(model, optimizer, 1); // the gradient is (1, 1, 1)
    assertEquals(Math.sqrt(3), optimizer.gradientNorm(), 1e-6);
    double step = 0.5 / Math.sqrt(3);
    assertEquals(1 - step, model.used.value().get(0), 1e-6);
    assertEquals(-2 - step, model.used.value().get(1), 1e-6);
  }

  @Test
  void schedulesAreTheirFormulas() {
    assertEquals(0.25, Schedule.step(1, 10, 0.5).at(29));
    assertEquals(0.125, Schedule.step(1, 10, 0.5).at(30));
    Schedule cosine = Schedule.cosine(2, 100);
    assertEquals(2, cosine.at(0));
    assertEquals(1, cosine.at(50), 1e-15);
    assertEquals(0, cosine.at(100));
    assertEquals(0, cosine.at(1000));
    Schedule warm = cosine.warmUp(4);
    assertEquals(0.5, warm.at(0));
    assertEquals(2, warm.at(3));
    assertEquals(2, warm.at(4));
    assertEquals(cosine.at(1), warm.at(5));
    assertThrows(IllegalArgumentException.class, () -> Schedule.cosine(1, 0));
    assertThrows(IllegalArgumentException.class, () -> Schedule.constant(-1));
  }

  @Test
  void rampsAreTheirFormulas() {
    for (long step : new long[] {0, 1, 7, 19, 20, 1000}) {
      double left = Math.max(0, 1 - step / 20.0);
      assertEquals(0.7 - 0.4 * left, Schedule.linear(0.3, 0.7, 20).at(step), 1e-15);
      assertEquals(0.7 - 0.4 * left * left * left, Schedule.cubic(0.3, 0.7, 20).at(step), 1e-15);
      assertEquals(Schedule.cosine(0.4, 20).at(step), Schedule.cosine(0.4, 0, 20).at(step), 1e-16);
    }
    for (Schedule ramp :
        List.of(
            Schedule.linear(0.1, 0.3, 20),
            Schedule.cosine(0.1, 0.3, 20),
            Schedule.cubic(0.1, 0.3, 20))) {
      assertEquals(0.1, ramp.at(0));
      assertEquals(0.3, ramp.at(20));
      assertEquals(0.3, ramp.at(Long.MAX_VALUE));
    }
    assertEquals(
        "cubic: to is a finite number, not NaN",
        assertThrows(IllegalArgumentException.class, () -> Schedule.cubic(0, Double.NaN, 9))
            .getMessage());
    assertThrows(IllegalArgumentException.class, () -> Schedule.linear(0, 1, 0));
  }

  @Test
  void theRateIsTheSchedulesTimesAllFactors() {
    Optimizer optimizer = new Sgd(Schedule.step(0.8, 2, 0.5));
    assertEquals(0.8, optimizer.rate());
    optimizer.scaleRate(0.25);
    optimizer.scaleRate(0.5);
    assertEquals(0.1, optimizer.rate());
    Model model = new Model();
    steps(model, optimizer, 2); // the gradient is (1, 1, 1)
    assertEquals(0.8, model.used.value().get(0), 1e-6);
    assertEquals(0.05, optimizer.rate());
    assertEquals(Map.of("rateFactor", "0.125"), optimizer.memory());
  }

  @Test
  void stateOfAnotherModelIsRefused() {
    assertEquals(
        "restore: used [3] has exp_avg of shape [4]",
        refusal(Map.of("used.exp_avg", Tensor.zeros(4)), Map.of("rateFactor", "1.0")));
    assertEquals(
        "restore: used [3] needs all of [exp_avg, exp_avg_sq] or none",
        refusal(Map.of("used.exp_avg", Tensor.zeros(3)), Map.of("rateFactor", "1.0")));
    assertEquals(
        "restore: the state has tensors that this optimizer or model does not: [other.exp_avg]",
        refusal(Map.of("other.exp_avg", Tensor.zeros(3)), Map.of("rateFactor", "1.0")));
  }

  @ParameterizedTest
  @CsvSource({"-0.5", "Infinity", "-Infinity"})
  void aRateFactorOutOfRangeIsRefused(String factor) {
    assertEquals(
        "rateFactor: 0 or more and finite, not " + factor,
        refusal(Map.of(), Map.of("rateFactor", factor)));
  }

  @Test
  void textOfAnotherOptimizerIsRefused() {
    assertEquals(
        "restore: the state has the texts [averagingSince, rateFactor], this optimizer"
            + " [rateFactor]",
        refusal(Map.of(), new AveragedSgd(1).memory()));
    assertEquals(
        "restore: the state has the texts [], this optimizer [rateFactor]",
        refusal(Map.of(), Map.of()));
    assertEquals(
        "its text rateFactor is 'NaN', not a number",
        refusal(Map.of(), Map.of("rateFactor", "NaN")));
  }

  /** Why an Adam does not take up a state; it is as it was then. */
  private static String refusal(Map<String, Tensor> named, Map<String, String> memory) {
    Model model = new Model();
    Optimizer adam = new Adam(0.1);
    steps(model, adam, 2);
    adam.scaleRate(0.5);
    float[] before = adam.state(model).get("used.exp_avg").toFloatArray();
    String message =
        assertThrows(IllegalArgumentException.class, () -> adam.restore(model, named, 1, memory))
            .getMessage();
    assertEquals(2, adam.steps());
    assertEquals(0.05, adam.rate());
    assertArrayEquals(before, adam.state(model).get("used.exp_avg").toFloatArray());
    return message;
  }

  private static void steps(Model model, Optimizer optimizer, int count) {
    for (int i = 0; i < count; i++) {
      try (Pass pass = Pass.training(RandomStream.of(1))) {
        Tensor x = pass.input(Tensor.full(1, 3));
        pass.backward(model.forward(x, pass).sum());
        optimizer.step(model);
      }
    }
  }

  private static double loss(Model model, Optimizer optimizer) {
    try (Pass pass = Pass.training(RandomStream.of(1))) {
      Tensor y = model.forward(pass.input(Tensor.full(1, 3)), pass);
      Tensor loss = y.meanSquaredError(Tensor.zeros(3));
      if (optimizer != null) {
        pass.backward(loss);
        optimizer.step(model);
      }
      return loss.item();
    }
  }
}
