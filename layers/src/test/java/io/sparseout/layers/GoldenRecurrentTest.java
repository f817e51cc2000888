// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sparseout.core.DType;
import io.sparseout.core.Golden;
import io.sparseout.core.Layer;
import io.sparseout.core.Parameter;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;
import io.sparseout.core.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Recurrent layers, embedding and adaptive softmax against PyTorch's: values and gradients. */
class GoldenRecurrentTest {
  private static final Golden RECURRENT = Golden.read("recurrent");
  private static final Golden WORDS = Golden.read("words");
  private static final int IN = 3;
  private static final int HIDDEN = 4;
  private static final Map<String, Recurrent> TABLE = new TreeMap<>();

  static {
    RandomStream random = RandomStream.of(1);
    with("lstm", options -> new Lstm(IN, HIDDEN, options, random));
    with("gru", options -> new Gru(IN, HIDDEN, options, random));
    with("rnn tanh", options -> new Rnn(IN, HIDDEN, Rnn.Nonlinearity.TANH, options, random));
    with("rnn relu", options -> new Rnn(IN, HIDDEN, Rnn.Nonlinearity.RELU, options, random));
  }

  private static void with(String name, Function<RecurrentOptions, Recurrent> make) {
    RecurrentOptions one = RecurrentOptions.PLAIN;
    TABLE.put(name, make.apply(one));
    TABLE.put(name + " of 2 layers", make.apply(one.layers(2)));
    TABLE.put(name + " both ways", make.apply(one.bothWays()));
    TABLE.put(name + " of 2 layers both ways", make.apply(one.layers(2).bothWays()));
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void theTableHasTheFilesCases(DType type) {
    assertEquals(RECURRENT.cases(Golden.prefix(type)), TABLE.keySet());
  }

  static Stream<Arguments> cases() {
    return Stream.of(DType.FLOAT32, DType.FLOAT64)
        .flatMap(type -> TABLE.keySet().stream().map(name -> Arguments.of(type, name)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void outputLastStateAndGradientsArePyTorchs(DType type, String name) {
    String at = Golden.prefix(type) + name + "/";
    Recurrent layer = TABLE.get(name);
    Set<String> gradients = new TreeSet<>(Set.of(at + "dx0"));
    load(layer, RECURRENT, at, type);
    try (Pass pass = Pass.training(RandomStream.of(0))) {
      Tensor x = pass.variable(RECURRENT.get(at + "x0"));
      List<String> names =
          RECURRENT.has(at + "c") ? List.of("h", "c") : List.of("h"); // an LSTM or another
      List<Tensor> first = new ArrayList<>();
      names.forEach(state -> first.add(pass.variable(RECURRENT.get(at + state))));
      RecurrentOutput result = layer.forward(x, new RecurrentState(first), pass);
      RECURRENT.assertClose(at + "y", result.output());
      Tensor flowing = result.output().times(RECURRENT.get(at + "g")).sum();
      for (int i = 0; i < names.size(); i++) {
        Tensor last = result.state().tensors().get(i);
        RECURRENT.assertClose(at + "last " + names.get(i), last);
        flowing = flowing.plus(last.times(RECURRENT.get(at + "g" + names.get(i))).sum());
      }
      pass.backward(flowing);
      RECURRENT.assertClose(at + "dx0", pass.gradient(x));
      for (int i = 0; i < names.size(); i++) {
        RECURRENT.assertClose(at + "d" + names.get(i), pass.gradient(first.get(i)));
        gradients.add(at + "d" + names.get(i));
      }
      gradients.addAll(assertGradients(layer, RECURRENT, at));
    }
    assertEquals(RECURRENT.names(at + "d"), gradients);
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void embeddingIsPyTorchs(DType type) {
    String at = Golden.prefix(type) + "embedding/";
    Layer layer = new Embedding(7, 3, RandomStream.of(1));
    load(layer, WORDS, at, type);
    try (Pass pass = Pass.training(RandomStream.of(0))) {
      Tensor y = layer.forward(pass.input(WORDS.get(at + "x0")), pass);
      WORDS.assertClose(at + "y", y);
      pass.backward(y, WORDS.get(at + "g"));
      assertGradients(layer, WORDS, at);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void adaptiveSoftmaxIsPyTorchs(DType type) {
    String at = Golden.prefix(type) + "adaptiveSoftmax/";
    AdaptiveSoftmax layer = new AdaptiveSoftmax(17, 14, RandomStream.of(1), 4, 9);
    load(layer, WORDS, at, type);
    try (Pass pass = Pass.training(RandomStream.of(0))) {
      Tensor x = pass.variable(WORDS.get(at + "x0"));
      WORDS.assertClose(at + "y", layer.forward(x, pass));
      Tensor loss = layer.loss(x, WORDS.get(at + "target"));
      WORDS.assertClose(at + "loss", loss);
      pass.backward(loss);
      WORDS.assertClose(at + "dx0", pass.gradient(x));
      assertEquals(WORDS.names(at + "d").size(), 1 + assertGradients(layer, WORDS, at).size());
    }
  }

  @Test
  void parametersHaveTheNamesOfPyTorchs() {
    for (String name : TABLE.keySet()) {
      String at = Golden.prefix(DType.FLOAT32) + name + "/";
      Set<String> names = new TreeSet<>(RECURRENT.names(at + "weight"));
      names.addAll(RECURRENT.names(at + "bias"));
      Set<String> own = new TreeSet<>();
      TABLE.get(name).parameters().forEach(parameter -> own.add(at + parameter.name()));
      assertEquals(names, own);
    }
  }

  private static void load(Layer layer, Golden golden, String at, DType type) {
    for (Parameter parameter : layer.parameters()) {
      parameter.convert(type);
      parameter.value().assign(golden.get(at + parameter.name()));
      parameter.clearGradient();
    }
  }

  /** Checks the gradients of all parameters, and gives their names in the file. */
  private static Set<String> assertGradients(Layer layer, Golden golden, String at) {
    Set<String> names = new TreeSet<>();
    for (Parameter parameter : layer.parameters()) {
      golden.assertClose(at + "d" + parameter.name(), parameter.gradient());
      names.add(at + "d" + parameter.name());
    }
    return names;
  }
}
