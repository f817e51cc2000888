// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sparseout.core.DType;
import io.sparseout.core.Golden;
import io.sparseout.core.Parameter;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;
import io.sparseout.core.optim.Optimizer;
import io.sparseout.core.optim.Sgd;
import io.sparseout.core.random.RandomStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Language models: 50 steps of truncated back-propagation from the models' own initial weights,
 * with gradients clipped and the state carried on, against PyTorch's. The golden script draws
 * weights and words as well.
 */
class GoldenLanguageModelTest {
  private static final Golden GOLDEN = Golden.read("language-models");
  private static final int VOCABULARY = 20;
  private static final int STEPS = 8;
  private static final int ROWS = 5;

  private record Case(UnaryOperator<LanguageModel.Builder> options, double learningRate) {}

  private static final Map<String, Case> TABLE =
      new TreeMap<>(
          Map.of(
              "lstm", new Case(builder -> builder.cell("lstm"), 20),
              "gru", new Case(builder -> builder.cell("gru"), 5),
              "lstm tied", new Case(builder -> builder.tied(true), 20)));

  static Stream<String> cases() {
    return TABLE.keySet().stream();
  }

  @Test
  void theTableHasTheFilesCases() {
    assertEquals(GOLDEN.cases(Golden.prefix(DType.FLOAT32)), TABLE.keySet());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void parametersHaveTheNamesOfPyTorchs(String name) {
    List<String> names = model(name).parameters().stream().map(Parameter::name).toList();
    assertEquals(List.of(GOLDEN.text("parameters of " + name).split(" ")), names);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void lossesArePyTorchs(String name) {
    String losses = Golden.prefix(DType.FLOAT32) + name + "/losses";
    LanguageModel model = model(name);
    CarriedState carried = new CarriedState(model);
    Optimizer optimizer = new Sgd(TABLE.get(name).learningRate()).clipNorm(0.25);
    RandomStream random = RandomStream.of(0);
    double[] actual = new double[GOLDEN.get(losses).size()];
    for (int step = 0; step < actual.length; step++) {
      int[] words = words(step);
      int[] next = words.clone();
      for (int i = 0; i < next.length; i++) {
        next[i] = (7 * words[i] + 3) % VOCABULARY;
      }
      try (Pass pass = Pass.training(random)) {
        Tensor x = pass.input(Tensor.of(words, STEPS, ROWS));
        Tensor loss = model.loss(carried.forward(x, pass), Tensor.of(next, next.length));
        pass.backward(loss);
        optimizer.step(carried);
        actual[step] = loss.item();
      }
    }
    GOLDEN.assertClose(losses, Tensor.of(actual, actual.length).to(DType.FLOAT32), 1e-3, 0);
  }

  private static LanguageModel model(String name) {
    LanguageModel.Builder builder =
        new LanguageModel.Builder(VOCABULARY).embedding(12).hidden(16).layers(2);
    return TABLE.get(name).options().apply(builder).build(RandomStream.of(1).stream("init"));
  }

  /** Words as the golden script draws them. */
  private static int[] words(int step) {
    float[] draws = RandomStream.of(1).stream("words").at(step).uniforms(STEPS * ROWS);
    int[] words = new int[draws.length];
    for (int i = 0; i < words.length; i++) {
      words[i] = (int) (draws[i] * VOCABULARY);
    }
    return words;
  }
}
