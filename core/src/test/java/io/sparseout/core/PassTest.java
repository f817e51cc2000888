// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparseout.core.random.RandomKey;
import io.sparseout.core.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PassTest {
  private static final Layer NOISE = (x, pass) -> x.sparseoutNoise(0.5f, 2, 0, false);

  @Test
  void aTensorIsRefusedOnceItsPassHasClosed() {
    Tensor kept;
    Tensor copy;
    try (Pass pass = Pass.evaluation()) {
      kept = pass.input(Tensor.full(2, 3)).times(2);
      copy = kept.copy();
    }
    assertArrayEquals(new float[] {4, 4, 4}, copy.toFloatArray());
    IllegalStateException error = assertThrows(IllegalStateException.class, () -> kept.plus(1));
    assertEquals(
        "a tensor of shape [3] was used after its pass closed; take a copy() of it inside the pass",
        error.getMessage());
  }

  @Test
  void operandsOfTwoPassesAreRefused() {
    try (Pass first = Pass.evaluation();
        Pass second = Pass.evaluation()) {
      Tensor a = first.input(Tensor.zeros(3));
      Tensor b = second.input(Tensor.zeros(3));
      assertThrows(IllegalArgumentException.class, () -> a.plus(b));
    }
  }

  @Test
  void gradientsOfParametersAddUpUntilTheyAreCleared() {
    Parameter weight = new Parameter("weight", Tensor.full(3, 2));
    assertFalse(weight.hasGradient());
    assertThrows(IllegalStateException.class, weight::gradient);
    for (int round = 1; round <= 3; round++) {
      try (Pass pass = Pass.training(RandomStream.of(1))) {
        pass.backward(pass.input(Tensor.full(5, 2)).times(weight.value()).sum());
      }
      assertArrayEquals(new float[] {5 * round, 5 * round}, weight.gradient().toFloatArray());
    }
    weight.clearGradient();
    assertFalse(weight.hasGradient());
  }

  @Test
  void aParameterAloneNeedsThePass() {
    Parameter weight = new Parameter("weight", Tensor.full(3, 2));
    assertThrows(IllegalStateException.class, () -> weight.value().abs());
    assertArrayEquals(new float[] {3, 3}, weight.value().detach().abs().toFloatArray());
    try (Pass pass = Pass.training(RandomStream.of(1))) {
      pass.backward(pass.use(weight).pow(2).sum());
    }
    assertArrayEquals(new float[] {6, 6}, weight.gradient().toFloatArray());
  }

  @Test
  void whatIsUsedOfAParameterHasTheParametersGradient() {
    Parameter weight = new Parameter("weight", Tensor.full(3, 2));
    Tensor kept;
    try (Pass pass = Pass.training(RandomStream.of(1))) {
      Tensor first = pass.use(weight);
      Tensor again = pass.use(weight);
      pass.backward(first.times(again).plus(weight.value()).sum());
      assertArrayEquals(new float[] {7, 7}, pass.gradient(first).toFloatArray());
      kept = first;
    }
    assertArrayEquals(new float[] {7, 7}, weight.gradient().toFloatArray());
    assertThrows(IllegalStateException.class, () -> kept.get(0));
    weight.clearGradient();
    try (Pass pass = Pass.evaluation()) {
      assertEquals(9, pass.use(weight).times(3).get(1));
    }
    assertFalse(weight.hasGradient());
  }

  @Test
  void noGradientFlowsThroughWhatIsDetached() {
    try (Pass pass = Pass.training(RandomStream.of(1))) {
      Tensor x = pass.variable(Tensor.full(3, 2));
      pass.backward(x.times(x.detach()).sum());
      assertArrayEquals(new float[] {3, 3}, pass.gradient(x).toFloatArray());
    }
  }

  @Test
  void backwardIsForTrainingAndOnce() {
    try (Pass pass = Pass.evaluation()) {
      Tensor x = pass.variable(Tensor.zeros(1));
      assertThrows(IllegalStateException.class, () -> pass.backward(x));
      assertThrows(IllegalStateException.class, pass::draw);
    }
    try (Pass pass = Pass.training(RandomStream.of(1))) {
      Tensor x = pass.variable(Tensor.full(1, 2));
      assertThrows(IllegalArgumentException.class, () -> pass.backward(x.times(2)));
      assertThrows(
          IllegalArgumentException.class, () -> pass.backward(pass.input(Tensor.zeros(1))));
      Tensor loss = x.sum();
      pass.backward(loss);
      assertThrows(IllegalStateException.class, () -> pass.backward(loss));
    }
  }

  @Test
  void aDrawIsAFunctionOfSeedStepPlaceAndCount() {
    List<RandomKey> keys = new ArrayList<>();
    Layer drawing =
        (x, pass) -> {
          keys.add(pass.draw());
          return x;
        };
    RandomStream random = RandomStream.of(1);
    for (int step = 0; step < 2; step++) {
      try (Pass pass = Pass.training(random)) {
        Tensor x = pass.input(Tensor.zeros(1));
        pass.call("a", drawing, x);
        pass.call("b", drawing, x);
        pass.call("a", drawing, x);
        pass.call("a", (y, inner) -> inner.call("b", drawing, y), x);
        drawing.forward(x, pass);
      }
    }
    assertEquals(10, keys.stream().distinct().count());
    List<RandomKey> before = List.copyOf(keys);
    keys.clear();
    try (Pass pass = Pass.training(RandomStream.of(1))) {
      Tensor x = pass.input(Tensor.zeros(1));
      pass.call("new", drawing, x);
      pass.call("b", drawing, x);
    }
    assertEquals(before.get(1), keys.get(1), "a layer more shifts nobody's draws");
    assertNotEquals(before.get(0), keys.get(0));
  }

  @Test
  void everyStepHasItsOwnMaskAndEveryRunTheSame() {
    List<float[]> first = masks();
    List<float[]> second = masks();
    for (int i = 0; i < first.size(); i++) {
      assertArrayEquals(first.get(i), second.get(i));
    }
    assertFalse(java.util.Arrays.equals(first.get(0), first.get(1)));
  }

  @Test
  void theLayerWithTheFirstValueThatIsNotFiniteIsNamed() {
    try (Pass pass = Pass.training(RandomStream.of(1))) {
      Tensor x = pass.variable(Tensor.full(-1, 2));
      Tensor y = pass.call("fine", (t, p) -> t.times(2), x);
      assertNull(pass.firstNotFinite());
      pass.call("outer", (t, p) -> p.call("log", (u, q) -> u.log(), t), y);
      assertEquals("outer.log", pass.firstNotFinite());
    }
  }

  @Test
  void memoryIsUsedAgain() {
    float[] first;
    try (Pass pass = Pass.evaluation()) {
      first = (float[]) pass.input(Tensor.zeros(1000)).plus(1).array();
    }
    try (Pass pass = Pass.evaluation()) {
      Tensor x = pass.input(Tensor.zeros(1000));
      Object second = x.plus(1).array();
      assertTrue(second == first, "the next pass computes in the same array");
      assertTrue(x.plus(2).array() != second, "within a pass nothing is overwritten");
    }
  }

  @Test
  void threadsEvaluateOneModelAtOnce() throws InterruptedException {
    Parameter weight = new Parameter("weight", Tensor.full(0.5f, 20, 20));
    float[] input = RandomStream.of(3).next().uniforms(400);
    float[] expected = evaluate(weight, input);
    List<Thread> threads = new ArrayList<>();
    List<Throwable> failures = java.util.Collections.synchronizedList(new ArrayList<>());
    for (int i = 0; i < 8; i++) {
      Thread thread =
          new Thread(
              () -> {
                for (int round = 0; round < 500; round++) {
                  assertArrayEquals(expected, evaluate(weight, input));
                }
              });
      thread.setUncaughtExceptionHandler((t, failure) -> failures.add(failure));
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(List.of(), failures);
  }

  @Test
  void penaltiesAreDifferentiatedWithTheLoss() {
    try (Pass pass = Pass.training(RandomStream.of(1))) {
      Tensor x = pass.variable(Tensor.full(3, 2));
      pass.penalize(x.times(x).sum());
      Tensor loss = x.times(5).sum();
      assertEquals(18, pass.penalty());
      pass.backward(loss);
      assertArrayEquals(new float[] {11, 11}, pass.gradient(x).toFloatArray());
      assertEquals(30, loss.item(), "the loss is without them");
    }
  }

  @Test
  void aPenaltyThatIsGivenTwiceCountsTwice() {
    Parameter weight = new Parameter("weight", Tensor.full(3, 2));
    try (Pass pass = Pass.training(RandomStream.of(1))) {
      Tensor w = pass.use(weight);
      Tensor square = w.times(w).sum();
      pass.penalize(square);
      pass.penalize(square);
      assertEquals(36, pass.penalty());
      pass.backward(w.times(5).sum());
    }
    assertArrayEquals(new float[] {17, 17}, weight.gradient().toFloatArray());
  }

  /** The loss itself, or what is computed from it. */
  @Test
  void aPenaltyMayBeOfTheLoss() {
    for (boolean itself : new boolean[] {true, false}) {
      try (Pass pass = Pass.training(RandomStream.of(1))) {
        Tensor x = pass.variable(Tensor.full(3, 2));
        Tensor loss = x.times(5).sum();
        pass.penalize(itself ? loss : loss.times(0.5));
        pass.backward(loss);
        float expected = itself ? 10 : 7.5f;
        assertArrayEquals(new float[] {expected, expected}, pass.gradient(x).toFloatArray());
      }
    }
  }

  @Test
  void aPenaltyOfTheOutputAddsToTheGradientThatIsGiven() {
    try (Pass pass = Pass.training(RandomStream.of(1))) {
      Tensor x = pass.variable(Tensor.full(3, 2));
      Tensor y = x.times(2);
      pass.penalize(y.times(y).sum());
      pass.backward(y, Tensor.of(new float[] {1, -1}, 2));
      assertArrayEquals(new float[] {26, 22}, pass.gradient(x).toFloatArray());
    }
  }

  @Test
  void aPenaltyOfConstantsHasNoGradient() {
    try (Pass pass = Pass.training(RandomStream.of(1))) {
      Tensor x = pass.variable(Tensor.full(3, 2));
      pass.penalize(x.detach().sum());
      pass.backward(x.sum());
      assertArrayEquals(new float[] {1, 1}, pass.gradient(x).toFloatArray());
    }
  }

  @Test
  void anEvaluationHasNoPenalties() {
    try (Pass pass = Pass.evaluation()) {
      pass.penalize(pass.input(Tensor.full(3, 2)).sum());
      assertEquals(0, pass.penalty());
    }
  }

  @Test
  void whatIsNoNumberOfThePassIsNoPenalty() {
    try (Pass pass = Pass.training(RandomStream.of(1));
        Pass other = Pass.evaluation()) {
      for (Tensor wrong :
          List.of(pass.input(Tensor.zeros(2)), other.input(Tensor.zeros()), Tensor.zeros())) {
        assertEquals(
            "penalize: a penalty is a single number of this pass, not shape " + wrong.shape(),
            assertThrows(IllegalArgumentException.class, () -> pass.penalize(wrong)).getMessage());
      }
    }
  }

  private static float[] evaluate(Parameter weight, float[] input) {
    try (Pass pass = Pass.evaluation()) {
      return pass.input(input, 20, 20).matmul(weight.value()).tanh().softmax().toFloatArray();
    }
  }

  private static List<float[]> masks() {
    List<float[]> masks = new ArrayList<>();
    RandomStream random = RandomStream.of(9);
    for (int step = 0; step < 3; step++) {
      try (Pass pass = Pass.training(random)) {
        masks.add(NOISE.forward(pass.input(Tensor.full(1, 200)), pass).toFloatArray());
      }
    }
    return masks;
  }

  @Test
  void aPassKnowsItsStep() {
    RandomStream random = RandomStream.of(1);
    random.seek(7);
    for (long step = 7; step < 10; step++) {
      try (Pass pass = Pass.training(random)) {
        assertEquals(step, pass.step());
      }
    }
    try (Pass pass = Pass.evaluation()) {
      assertEquals(
          "step: an evaluation pass takes no step; ask isTraining()",
          assertThrows(IllegalStateException.class, pass::step).getMessage());
      assertThrows(IllegalStateException.class, () -> pass.bernoulli(DType.FLOAT32, 0.5, 3));
      assertThrows(IllegalStateException.class, () -> pass.normal(DType.FLOAT32, 3));
    }
  }

  @Test
  void asManyAreSmallestAsTheShareSays() {
    Tensor ten = Tensor.of(new float[] {10, 9, 8, 7, 6, 5, 4, 3, 2, 1}, 1, 10);
    assertEquals(7, ten.smallest(0.7f).sum().item());
    assertEquals(9, ten.smallest(0.9f).sum().item());
    assertEquals(29, Tensor.full(1, 1, 100).smallest(0.29).sum().item());
    assertEquals(0, ten.smallest(0.7f).get(0, 2));
    assertEquals(1, ten.smallest(0.7f).get(0, 3));
  }

  @Test
  void drawsOutOfRangeAreRefused() {
    try (Pass pass = Pass.training(RandomStream.of(1))) {
      for (double bad : new double[] {-0.1, 1.1, Double.NaN}) {
        assertEquals(
            "bernoulli: the probability of 1 is from 0 to 1, not " + bad,
            assertThrows(
                    IllegalArgumentException.class, () -> pass.bernoulli(DType.FLOAT32, bad, 3))
                .getMessage());
        assertEquals(
            "smallest: a share is from 0 to 1, not " + bad,
            assertThrows(IllegalArgumentException.class, () -> Tensor.zeros(3).smallest(bad))
                .getMessage());
      }
      assertEquals(
          "blocks: the side of a square is from 1 to the sides of the images, [1, 3, 4], not 4",
          assertThrows(
                  IllegalArgumentException.class, () -> pass.blocks(DType.FLOAT32, 0.5, 4, 1, 3, 4))
              .getMessage());
      assertThrows(IllegalArgumentException.class, () -> pass.normal(DType.INT32, 3));
      assertThrows(
          IllegalArgumentException.class,
          () -> pass.callByAxes("at", -1, NOISE, pass.input(Tensor.zeros(3))));
      assertArrayEquals(new float[3], pass.bernoulli(DType.FLOAT32, 0, 3).toFloatArray());
      assertArrayEquals(new float[] {1, 1, 1}, pass.bernoulli(DType.FLOAT32, 1, 3).toFloatArray());
      assertEquals(0, pass.normal(DType.FLOAT32, 0, 3).size());
    }
  }
}
