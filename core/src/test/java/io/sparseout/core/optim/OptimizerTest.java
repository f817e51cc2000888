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
    steps(whole, through, 6);

    Model model = new Model();
    Optimizer first = make.get();
    steps(model, first, 3);
    Optimizer second = make.get();
    second.restore(model, first.state(model), first.steps());
    steps(model, second, 3);
    assertArrayEquals(
        whole.used.value().toFloatArray(), model.used.value().toFloatArray(), "after six steps");
    assertEquals(6, second.steps());
    assertEquals(through.rate(), second.rate());
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
  void stateOfAnotherModelIsRefused() {
    Model model = new Model();
    Optimizer adam = new Adam(0.1);
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class,
            () -> adam.restore(model, Map.of("used.exp_avg", Tensor.zeros(4)), 1));
    assertEquals("restore: used [3] has exp_avg of shape [4]", error.getMessage());
    assertThrows(
        IllegalArgumentException.class,
        () -> adam.restore(model, Map.of("used.exp_avg", Tensor.zeros(3)), 1));
    assertThrows(
        IllegalArgumentException.class,
        () -> adam.restore(model, Map.of("other.exp_avg", Tensor.zeros(3)), 1));
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
