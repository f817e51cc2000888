// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sparseout.core.Layer;
import io.sparseout.core.Parameter;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;
import io.sparseout.core.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageModelTest {
  private static final int WORDS = 11;
  private static final Tensor X = Sequences.numbers(2, WORDS, 6, 3);
  private static final Tensor NEXT = Sequences.numbers(3, WORDS, 18);

  private static LanguageModel.Builder builder() {
    return new LanguageModel.Builder(WORDS).embedding(4).hidden(5).layers(3);
  }

  private static LanguageModel build(LanguageModel.Builder builder) {
    return builder.build(RandomStream.of(1));
  }

  /** Notes its name and the width of what it sees, and doubles it. */
  private static Layer probe(String name, List<String> seen) {
    return (x, pass) -> {
      seen.add(name + " " + x.shape());
      return x.times(2);
    };
  }

  @Test
  void regularizersAreCalledWhereTheyBelongInOrder() {
    List<String> seen = new ArrayList<>();
    LanguageModel model =
        build(
            builder()
                .words(probe("words", seen))
                .input(probe("input", seen))
                .between(probe("between", seen))
                .output(probe("output", seen))
                .recurrentWeights(probe("weights", seen)));
    run(model, X, true);
    assertEquals(
        List.of(
            "words [18, 4]",
            "input [6, 3, 4]",
            "weights [20, 5]",
            "between [6, 3, 5]",
            "weights [20, 5]",
            "between [6, 3, 5]",
            "weights [20, 5]",
            "output [6, 3, 5]"),
        seen);
    seen.clear();
    run(model, X, false);
    assertEquals(
        List.of("input [6, 3, 4]", "between [6, 3, 5]", "between [6, 3, 5]", "output [6, 3, 5]"),
        seen);
  }

  @Test
  void eachRegularizerChangesWhatTheModelGives() {
    Layer twice = (x, pass) -> x.times(2);
    Set<String> results = new TreeSet<>();
    for (LanguageModel.Builder options :
        List.of(
            builder(),
            builder().words(twice),
            builder().between(twice),
            builder().output(twice),
            builder().recurrentWeights(twice))) {
      results.add(Arrays.toString(run(build(options), X, true)));
    }
    assertEquals(5, results.size());
    assertArrayEquals(
        run(build(builder().words(twice)), X, true),
        run(build(builder().input(twice)), X, true),
        "doubled words are doubled inputs");
  }

  /** One draw for each word of the vocabulary: all its occurrences are zeros, or none. */
  @Test
  void wholeWordsAreDropped() {
    List<float[]> rows = new ArrayList<>();
    Layer keep =
        (x, pass) -> {
          float[] all = x.toFloatArray();
          for (int i = 0; i < 18; i++) {
            rows.add(Arrays.copyOfRange(all, 4 * i, 4 * (i + 1)));
          }
          return x;
        };
    LanguageModel model =
        build(builder().words((x, pass) -> x.sparseoutNoise(0.5f, 2, 0, false)).input(keep));
    run(model, X, true);
    int[] words = X.toIntArray();
    float[][] seen = new float[WORDS][];
    int dropped = 0;
    for (int i = 0; i < 18; i++) {
      float[] row = rows.get(i);
      int zeros = 0;
      for (float value : row) {
        zeros += value == 0 ? 1 : 0;
      }
      assertEquals(zeros == 0 ? 0 : 4, zeros, "a word is dropped as a whole");
      dropped += zeros / 4;
      if (seen[words[i]] != null) {
        assertArrayEquals(seen[words[i]], row, "word " + words[i]);
      }
      seen[words[i]] = row;
    }
    assertFalse(dropped == 0 || dropped == 18, dropped + " of 18");
  }

  @ParameterizedTest
  @ValueSource(strings = {"lstm", "gru", "rnn"})
  void theLossIsTheMeanNegativeLogProbabilityOfTheNextWords(String cell) {
    for (LanguageModel.Builder options :
        List.of(builder(), builder().tied(true), builder().adaptive(3, 7))) {
      LanguageModel model = build(options.cell(cell));
      try (Pass pass = Pass.evaluation()) {
        Tensor features = model.forward(pass.input(X), pass);
        Tensor all = model.logProbabilities(features, pass);
        assertArrayEquals(new int[] {18, WORDS}, all.shape().dims());
        int[] next = NEXT.toIntArray();
        double sum = 0;
        for (int i = 0; i < 18; i++) {
          sum -= all.get(i, next[i]);
        }
        assertEquals(sum / 18, model.loss(features, NEXT).item(), 1e-6);
        for (float total : all.exp().sum(1).toFloatArray()) {
          assertEquals(1, total, 1e-5);
        }
      }
    }
  }

  @Test
  void aTiedModelHasOneWeightWhoseGradientIsThatOfBothUses() {
    LanguageModel tied = build(builder().hidden(4).layers(1).tied(true));
    LanguageModel untied = build(builder().hidden(4).layers(1));
    List<String> names = names(untied);
    names.remove("decoder.weight");
    assertEquals(names, names(tied));
    float[] weight = tied.parameters().get(0).value().toFloatArray();
    for (Parameter parameter : untied.parameters()) {
      if (parameter.name().equals("decoder.weight")) {
        parameter.value().assign(Tensor.of(weight, WORDS, 4));
      }
    }
    float[] both = gradient(tied, "encoder.weight");
    float[] encoder = gradient(untied, "encoder.weight");
    float[] decoder = gradient(untied, "decoder.weight");
    for (int i = 0; i < both.length; i++) {
      assertEquals(encoder[i] + decoder[i], both[i], 1e-7);
    }
    assertArrayEquals(gradient(untied, "decoder.bias"), gradient(tied, "decoder.bias"));
  }

  private static List<String> names(LanguageModel model) {
    return new ArrayList<>(model.parameters().stream().map(Parameter::name).toList());
  }

  private static float[] gradient(LanguageModel model, String name) {
    model.parameters().forEach(Parameter::clearGradient);
    try (Pass pass = Pass.training(RandomStream.of(1))) {
      pass.backward(model.loss(model.forward(pass.input(X), pass), NEXT));
    }
    for (Parameter parameter : model.parameters()) {
      if (parameter.name().equals(name)) {
        return parameter.gradient().toFloatArray();
      }
    }
    throw new AssertionError(name);
  }

  @Test
  void theLastLayerOfATiedModelIsAsWideAsTheEmbedding() {
    LanguageModel model = build(builder().tied(true));
    assertEquals(
        List.of("[3, 5]", "[3, 5]", "[3, 5]", "[3, 5]", "[3, 4]", "[3, 4]"),
        model.initialState(3).tensors().stream()
            .map(tensor -> tensor.shape().toString().replace("[1, ", "["))
            .toList());
    assertEquals(18 * 4, run(model, X, false).length);
  }

  @Test
  void anAdaptiveModelHasTheParametersOfTheAdaptiveSoftmax() {
    List<String> names = names(build(builder().layers(1).adaptive(3)));
    assertEquals(
        List.of("decoder.head.weight", "decoder.tail.0.0.weight", "decoder.tail.0.1.weight"),
        names.subList(names.size() - 3, names.size()));
  }

  @Test
  void partsOfATextAreTheWholeInEveryBit() {
    LanguageModel model = build(builder().tied(true));
    float[] whole = run(model, X, false);
    CarriedState carried = new CarriedState(model);
    float[] first = run(carried, X.slice(0, 2), false);
    float[] second = run(carried, X.slice(2, 6), false);
    assertArrayEquals(Arrays.copyOf(whole, first.length), first);
    assertArrayEquals(Arrays.copyOfRange(whole, first.length, whole.length), second);
  }

  @Test
  void badOptionsAreRefusedByNameAndValue() {
    assertEquals(
        "languageModel: a cell is lstm, gru or rnn, not 'LSTM'",
        message(() -> builder().cell("LSTM")));
    assertEquals(
        "languageModel: vocabulary is 1 or more, not 0",
        message(() -> new LanguageModel.Builder(0)));
    assertEquals(
        "languageModel: embedding is 1 or more, not 0", message(() -> builder().embedding(0)));
    assertEquals("languageModel: hidden is 1 or more, not -1", message(() -> builder().hidden(-1)));
    assertEquals("languageModel: layers is 1 or more, not 0", message(() -> builder().layers(0)));
    assertEquals(
        "languageModel: tied and adaptive exclude each other",
        message(() -> build(builder().tied(true).adaptive(3))));
  }

  @Test
  void badInputsAreRefusedByNameAndValue() {
    LanguageModel model = build(builder());
    assertEquals(
        "languageModel: takes words [t, n], not [6, 3, 1]",
        message(() -> run(model, X.reshape(6, 3, 1), false)));
    assertEquals(
        "recurrent: takes [t, n, 4], t 1 or more, not [0, 3, 4]",
        message(() -> run(model, X.slice(0, 0), false)));
    assertEquals(
        "embedding: number 11 at place 1 is not from 0 to 10",
        message(() -> run(model, Tensor.of(new int[] {10, 11}, 2, 1), false)));
    try (Pass pass = Pass.evaluation()) {
      assertEquals(
          "languageModel: the state is 6 tensors, not 2",
          message(
              () ->
                  model.forward(
                      pass.input(X), new Lstm(4, 5, RandomStream.of(1)).initialState(3), pass)));
      assertEquals(
          "recurrent: for an input of [6, 3, 4] the state is 2 tensors [1, 3, 5], not"
              + " [[1, 2, 5], [1, 2, 5]]",
          message(() -> model.forward(pass.input(X), model.initialState(2), pass)));
      Tensor features = model.forward(pass.input(X), pass);
      assertEquals(
          "linearCrossEntropy: for 18 rows takes labels [18], not [17]",
          message(() -> model.loss(features, NEXT.slice(0, 17))));
    }
  }

  private static float[] run(Layer layer, Tensor x, boolean training) {
    try (Pass pass = training ? Pass.training(RandomStream.of(1)) : Pass.evaluation()) {
      return layer.forward(pass.input(x), pass).toFloatArray();
    }
  }

  private static String message(Executable call) {
    return assertThrows(IllegalArgumentException.class, call).getMessage();
  }
}
