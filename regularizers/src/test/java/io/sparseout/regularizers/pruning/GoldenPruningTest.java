// SPDX-License-Identifier: Apache-2.0
package io.sparseout.regularizers.pruning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparseout.core.Golden;
import io.sparseout.core.Layer;
import io.sparseout.core.Parameter;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;
import io.sparseout.core.random.RandomStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The masks of torch.nn.utils.prune for the same weights; of what is random, how many go. */
class GoldenPruningTest {
  private static final Golden GOLDEN = Golden.read("pruning");

  private record Weights(List<Parameter> parameters) implements Layer {
    static Weights of(String... names) {
      return new Weights(
          List.of(names).stream()
              .map(name -> new Parameter(name, GOLDEN.get(name + "/w").copy()))
              .toList());
    }

    @Override
    public Tensor forward(Tensor x, Pass pass) {
      return x;
    }
  }

  static List<String> cases() {
    return GOLDEN.cases("").stream().filter(name -> name.contains("amount")).toList();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void masksAreThoseOfPyTorch(String name) {
    String weight = name.substring(0, name.indexOf('/'));
    Weights model = Weights.of(weight);
    Pruning pruning = new Pruning(model);
    for (String step : name.substring(name.indexOf('/') + 1).split("; ")) {
      apply(pruning, weight, step);
    }
    int[] mask = ints(pruning.mask(weight));
    int[] expected = GOLDEN.get(name + "/mask").toIntArray();
    if (expected.length == 1) {
      int kept = 0;
      for (int each : mask) {
        kept += each;
      }
      assertEquals(expected[0], kept);
    } else {
      assertArrayEquals(expected, mask);
    }
    float[] before = GOLDEN.get(weight + "/w").toFloatArray();
    float[] after = model.parameters().get(0).value().toFloatArray();
    for (int i = 0; i < mask.length; i++) {
      assertTrue(after[i] == before[i] * mask[i], "element " + i);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.2, 0.5, 0.9})
  void globalMasksAreThoseOfPyTorch(double share) {
    Pruning pruning = new Pruning(Weights.of("linear", "conv"));
    pruning.globalUnstructured(List.of("linear", "conv"), Amount.share(share));
    for (String name : List.of("linear", "conv")) {
      int[] expected = GOLDEN.get("global/" + share + "/" + name).toIntArray();
      assertArrayEquals(expected, ints(pruning.mask(name)));
    }
  }

  private static void apply(Pruning pruning, String weight, String step) {
    Map<String, String> keys = new HashMap<>();
    String[] words = step.split(" ");
    for (int i = 1; i < words.length; i++) {
      keys.put(words[i].split("=")[0], words[i].split("=")[1]);
    }
    String number = keys.get("amount");
    Amount amount =
        number.contains(".")
            ? Amount.share(Double.parseDouble(number))
            : Amount.number(Integer.parseInt(number));
    RandomStream random = RandomStream.of(1);
    int axis = Integer.parseInt(keys.getOrDefault("dim", "0"));
    switch (words[0]) {
      case "l1_unstructured" -> pruning.l1Unstructured(weight, amount);
      case "random_unstructured" -> pruning.randomUnstructured(weight, amount, random);
      case "random_structured" -> pruning.randomStructured(weight, amount, axis, random);
      case "ln_structured" -> {
        String n = keys.get("n").replace("inf", "Infinity");
        pruning.lnStructured(weight, amount, Double.parseDouble(n), axis);
      }
      default -> throw new AssertionError(step);
    }
  }

  private static int[] ints(Tensor mask) {
    float[] values = mask.toFloatArray();
    int[] ints = new int[values.length];
    for (int i = 0; i < ints.length; i++) {
      ints[i] = (int) values[i];
    }
    return ints;
  }
}
