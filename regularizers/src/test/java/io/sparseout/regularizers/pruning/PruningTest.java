// SPDX-License-Identifier: Apache-2.0
package io.sparseout.regularizers.pruning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparseout.core.DType;
import io.sparseout.core.Tensor;
import io.sparseout.core.io.Fingerprint;
import io.sparseout.core.optim.Adam;
import io.sparseout.core.optim.Optimizer;
import io.sparseout.core.optim.Sgd;
import io.sparseout.core.random.RandomStream;
import io.sparseout.core.train.Trainer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PruningTest {
  private static final List<String> FIRST = List.of("0.weight", "0.bias", "1.weight", "1.bias");

  @Test
  void amongEqualsTheFirstGoFirst() {
    TwoLayers model = new TwoLayers();
    model.value("3.bias").assign(Tensor.of(new float[] {-2, 2, 2}, 3));
    new Pruning(model).l1Unstructured("3.bias", Amount.number(2));
    assertArrayEquals(new float[] {0, 0, 2}, abs(model.floats("3.bias")));
    model.value("1.bias").assign(Tensor.of(new float[] {1, -0f, 0, 5, 1, 0, 1, 1}, 8));
    Pruning pruning = new Pruning(model);
    pruning.l1Unstructured("1.bias", Amount.number(2));
    assertArrayEquals(new float[] {1, 0, 0, 1, 1, 1, 1, 1}, pruning.mask("1.bias").toFloatArray());
    pruning.l1Unstructured("1.bias", Amount.number(3));
    assertArrayEquals(new float[] {0, 0, 0, 1, 0, 0, 1, 1}, pruning.mask("1.bias").toFloatArray());
  }

  @Test
  void aUnitGoesWithAllThatBelongsToIt() {
    TwoLayers model = new TwoLayers();
    Pruning pruning = new Pruning(model).units(FIRST, Amount.share(0.5), 1);
    double[] norms = new double[8];
    float[] weights = new TwoLayers().floats("0.weight");
    for (int i = 0; i < 48; i++) {
      norms[i / 6] += Math.abs(weights[i]);
    }
    double[] sorted = norms.clone();
    Arrays.sort(sorted);
    for (int unit = 0; unit < 8; unit++) {
      boolean kept = norms[unit] >= sorted[4];
      for (String name : FIRST) {
        int row = model.value(name).size() / 8;
        for (int i = unit * row; i < (unit + 1) * row; i++) {
          float before = new TwoLayers().floats(name)[i];
          assertTrue(model.floats(name)[i] == (kept ? before : 0), name + ", " + i);
        }
      }
    }
    assertEquals(4, pruning.prunedParts("0.weight", 0));
    assertEquals(24, pruning.pruned("0.weight"));
    assertFalse(pruning.isPruned("3.weight"));
    pruning.units(FIRST, Amount.share(0.5), 1); // half of what is left
    assertEquals(6, pruning.prunedParts("0.weight", 0));
  }

  @Test
  void chanceFollowsTheStream() {
    TwoLayers[] models = {new TwoLayers(), new TwoLayers(), new TwoLayers()};
    for (int i = 0; i < 3; i++) {
      new Pruning(models[i])
          .randomUnstructured("0.weight", Amount.share(0.5), RandomStream.of(Math.max(1, i)));
    }
    assertArrayEquals(models[0].floats("0.weight"), models[1].floats("0.weight"));
    assertFalse(Arrays.equals(models[0].floats("0.weight"), models[2].floats("0.weight")));
  }

  @Test
  void masksOfOnesOwnComeOnTop() {
    TwoLayers model = new TwoLayers();
    Pruning pruning = new Pruning(model);
    assertArrayEquals(new float[] {1, 1, 1}, pruning.mask("3.bias").toFloatArray());
    pruning.customFromMask("3.bias", Tensor.of(new float[] {1, 0, 1}, 3));
    pruning.customFromMask("3.bias", Tensor.of(new float[] {0, 1, 1}, 3));
    assertArrayEquals(new float[] {0, 0, 1}, pruning.mask("3.bias").toFloatArray());
    assertEquals(2, pruning.pruned("3.bias"));
  }

  static List<Supplier<Optimizer>> optimizers() {
    return List.of(() -> new Sgd(0.1).momentum(0.9), () -> new Adam(1e-2));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void whatIsPrunedStaysZeroInTrainingUntilTheMaskIsRemoved(Supplier<Optimizer> optimizer) {
    TwoLayers model = new TwoLayers();
    Pruning pruning = new Pruning(model);
    pruning.globalUnstructured(List.of("0.weight", "3.weight"), Amount.share(0.7));
    Trainer trainer = new Trainer(model, Tensor::meanSquaredError, optimizer.get());
    float[] before = model.floats("0.weight");
    trainer.listen(pruning).fit(TwoLayers.batches(), 3);
    int zeros = 0;
    for (String name : List.of("0.weight", "3.weight")) {
      float[] mask = pruning.mask(name).toFloatArray();
      float[] after = model.floats(name);
      for (int i = 0; i < mask.length; i++) {
        assertTrue(mask[i] == 1 || after[i] == 0);
        zeros += after[i] == 0 ? 1 : 0;
      }
    }
    assertEquals(50, zeros); // 0.7 of 72 is 50.4
    assertFalse(Arrays.equals(before, model.floats("0.weight")));
    pruning.remove("0.weight");
    assertFalse(pruning.isPruned("0.weight"));
    int pruned = zeros(model);
    trainer.fit(TwoLayers.batches(), 4);
    assertTrue(zeros(model) < pruned / 2, zeros(model) + " of " + pruned);
  }

  private static int zeros(TwoLayers model) {
    int zeros = 0;
    for (float value : model.floats("0.weight")) {
      zeros += value == 0 ? 1 : 0;
    }
    return zeros;
  }

  @Test
  void masksFollowTheTypeOfTheirParameter() {
    TwoLayers model = new TwoLayers();
    Pruning pruning = new Pruning(model).l1Unstructured("0.weight", Amount.share(0.5));
    model.parameters().forEach(parameter -> parameter.convert(DType.FLOAT64));
    model.value("0.weight").assign(Tensor.full(3, 8, 6));
    pruning.apply();
    double sum = Arrays.stream(model.value("0.weight").toDoubleArray()).sum();
    assertEquals(3 * 24, sum);
  }

  @Test
  void masksAreRememberedAsText() {
    TwoLayers model = new TwoLayers();
    Pruning pruning = new Pruning(model);
    assertEquals(Map.of("masks", ""), pruning.memory());
    pruning.customFromMask("3.bias", Tensor.of(new float[] {1, 0, 1}, 3));
    assertEquals(Map.of("masks", "3.bias BQ=="), pruning.memory());
    pruning.l1Unstructured("0.weight", Amount.share(0.4));
    Pruning other = new Pruning(model).l1Unstructured("3.weight", Amount.number(1));
    other.recall(pruning.memory());
    assertEquals(pruning.memory(), other.memory());
    assertArrayEquals(
        pruning.mask("0.weight").toFloatArray(), other.mask("0.weight").toFloatArray());
    assertFalse(other.isPruned("3.weight"));
  }

  @Test
  void badMemoryIsRefusedAndNothingChanged() {
    Pruning pruning = new Pruning(new TwoLayers()).l1Unstructured("3.bias", Amount.number(1));
    Map<String, String> before = pruning.memory();
    for (String text :
        List.of(
            "3.bias",
            "3.bias ",
            "3.bias B",
            "3.bias BQA=",
            "3.bias CQ==",
            "3.bias ?",
            "4.bias BQ==",
            "3.bias BQ==\n3.bias BQ==",
            "\n",
            " ")) {
      String said =
          assertThrows(
                  IllegalArgumentException.class, () -> pruning.recall(Map.of("masks", text)), text)
              .getMessage();
      assertTrue(said.startsWith("its mask of '"), said);
      assertEquals(before, pruning.memory());
    }
  }

  static Stream<Arguments> refused() {
    Amount half = Amount.share(0.5);
    RandomStream random = RandomStream.of(1);
    return Stream.of(
        refused(
            "l1Unstructured: a number of 48 of the 48 left in 0.weight is 48, from 0 to 47 can go;"
                + " prune less",
            pruning -> pruning.l1Unstructured("0.weight", Amount.number(48))),
        refused(
            "l1Unstructured: a share of 0.99 of the 48 left in 0.weight is 48, from 0 to 47 can go;"
                + " prune less",
            pruning -> pruning.l1Unstructured("0.weight", Amount.share(0.99))),
        refused(
            "globalUnstructured: a number of 11 of the 11 left in 0.bias, 3.bias is 11, from 0 to 10"
                + " can go; prune less",
            pruning -> pruning.globalUnstructured(List.of("0.bias", "3.bias"), Amount.number(11))),
        refused(
            "lnStructured: a number of 6 of the 6 left in axis 1 of 0.weight is 6, from 0 to 5 can"
                + " go; prune less",
            pruning -> pruning.lnStructured("0.weight", Amount.number(6), 2, 1)),
        refused(
            "randomStructured: a share of 0.95 of the 8 left in axis 0 of 0.weight is 8, from 0 to"
                + " 7 can go; prune less",
            pruning -> pruning.randomStructured("0.weight", Amount.share(0.95), 0, random)),
        refused(
            "units: 3.bias is to have 8 units along axis 0, not shape [3]",
            pruning -> pruning.units(List.of("0.weight", "3.bias"), half, 2)),
        refused(
            "lnStructured: n, the norm, is 0 or more, not NaN",
            pruning -> pruning.lnStructured("0.weight", half, Double.NaN, 0)),
        refused(
            "lnStructured: the axis of 0.weight is from 0 to 1, not 2",
            pruning -> pruning.lnStructured("0.weight", half, 1, 2)),
        refused(
            "pruning: there is no parameter 'weight'; there are [0.weight, 0.bias, 1.weight,"
                + " 1.bias, 3.weight, 3.bias]",
            pruning -> pruning.l1Unstructured("weight", half)),
        refused(
            "globalUnstructured: parameters are named, each once, not [0.bias, 0.bias]",
            pruning -> pruning.globalUnstructured(List.of("0.bias", "0.bias"), half)),
        refused(
            "globalUnstructured: parameters are named, each once, not []",
            pruning -> pruning.globalUnstructured(List.of(), half)),
        refused(
            "customFromMask: 3.bias has shape [3], the mask [2]",
            pruning -> pruning.customFromMask("3.bias", Tensor.zeros(2))),
        refused(
            "customFromMask: of 3.bias nothing would stay; leave the layer out",
            pruning -> pruning.customFromMask("3.bias", Tensor.zeros(3))),
        refused(
            "customFromMask: a mask is of 0 and 1, not NaN",
            pruning -> pruning.customFromMask("3.bias", Tensor.full(Float.NaN, 3))),
        refused(
            "remove: 3.bias is not pruned; pruned are []", pruning -> pruning.remove("3.bias")));
  }

  private static Arguments refused(String message, Consumer<Pruning> call) {
    return Arguments.of(message, call);
  }

  @ParameterizedTest
  @MethodSource("refused")
  void whatIsRefusedChangesNothing(String message, Consumer<Pruning> call) {
    TwoLayers model = new TwoLayers();
    Pruning pruning = new Pruning(model);
    String before = Fingerprint.sha256(model);
    assertEquals(
        message,
        assertThrows(IllegalArgumentException.class, () -> call.accept(pruning)).getMessage());
    assertEquals(before, Fingerprint.sha256(model));
    assertEquals(Map.of("masks", ""), pruning.memory());
  }

  @Test
  void weightsThatAreNotFiniteAreRefused() {
    TwoLayers model = new TwoLayers();
    model.value("3.bias").assign(Tensor.of(new float[] {1, Float.NaN, 2}, 3));
    assertEquals(
        "l1Unstructured: 3.bias has the weight NaN; weights are finite",
        assertThrows(
                IllegalArgumentException.class,
                () -> new Pruning(model).l1Unstructured("3.bias", Amount.number(1)))
            .getMessage());
    assertEquals(1, model.floats("3.bias")[0]);
  }

  @Test
  void amountsOutOfRangeAreRefused() {
    for (double share : new double[] {1, -0.1, Double.NaN, 1.5}) {
      assertEquals(
          "amount: a share is from 0 to less than 1, not "
              + share
              + "; a layer of which nothing is to stay is to be left out",
          assertThrows(IllegalArgumentException.class, () -> Amount.share(share)).getMessage());
    }
    assertEquals(
        "amount: a number is 0 or more, not -1",
        assertThrows(IllegalArgumentException.class, () -> Amount.number(-1)).getMessage());
  }

  private static float[] abs(float[] values) {
    float[] all = values.clone();
    for (int i = 0; i < all.length; i++) {
      all[i] = Math.abs(all[i]);
    }
    return all;
  }
}
