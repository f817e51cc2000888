// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.compression;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparseout.core.Layer;
import io.sparseout.core.Parameter;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;
import io.sparseout.core.optim.Adam;
import io.sparseout.core.optim.Sgd;
import io.sparseout.core.random.RandomStream;
import io.sparseout.core.train.Trainer;
import io.sparseout.datasets.Digits;
import io.sparseout.layers.Conv2d;
import io.sparseout.layers.LeNet5;
import io.sparseout.layers.Losses;
import io.sparseout.layers.Mlp;
import io.sparseout.layers.Relu;
import io.sparseout.layers.Sequential;
import io.sparseout.layers.Vgg;
import io.sparseout.layers.WideResNet;
import io.sparseout.layers.compression.Compaction;
import io.sparseout.layers.compression.HiddenUnits;
import io.sparseout.layers.compression.ModelFile;
import io.sparseout.regularizers.ChannelDropout;
import io.sparseout.regularizers.DropBlock;
import io.sparseout.regularizers.Dropout;
import io.sparseout.regularizers.Sparseout;
import io.sparseout.regularizers.StochasticDepth;
import io.sparseout.regularizers.Targeted;
import io.sparseout.regularizers.penalties.Constrained;
import io.sparseout.regularizers.penalties.Constraint;
import io.sparseout.regularizers.penalties.Groups;
import io.sparseout.regularizers.penalties.ProximalGroupLasso;
import io.sparseout.regularizers.penalties.ProximalL1;
import io.sparseout.regularizers.pruning.Amount;
import io.sparseout.regularizers.pruning.CubicRamp;
import io.sparseout.regularizers.pruning.GradualPruning;
import io.sparseout.regularizers.pruning.Pruning;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pruning, compaction and files, together on real models and regularizers. */
class SmallerNetworksTest {
  @TempDir Path folder;

  @Test
  void aNetworkIsTrainedPrunedCompactedSavedAndTrainedOn() throws Exception {
    RandomStream random = RandomStream.of(42);
    var images = Digits.train(600, 1);
    Sparseout regularizer = new Sparseout(0.2f, 1.5f);
    Mlp model = new Mlp(784, List.of(64, 48), 10, regularizer, random);
    List<List<String>> hidden =
        HiddenUnits.of(model).stream().map(HiddenUnits::parameters).toList();
    Pruning pruning = new Pruning(model);
    CubicRamp ramp = new CubicRamp(0.5, 6, 18, 3); // of 24 steps
    new Trainer(model, Losses::crossEntropy, new Adam(1e-3), random.stream("noise"))
        .listen(GradualPruning.units(pruning, ramp, hidden, 2))
        .fit(images.shuffledBatches(50, random.stream("shuffle")), 2);
    assertEquals(32, pruning.prunedParts("0.weight", 0));
    assertEquals(24, pruning.prunedParts("3.weight", 0));

    Layer compact = Compaction.compact(model).model();
    assertEquals(784 * 32 + 32 + 32 * 24 + 24 + 24 * 10 + 10, size(compact));
    assertSame(regularizer, ((Sequential) compact).layers().get(2));
    Tensor x = images(7, 3, 784);
    assertArrayEquals(output(model, x), output(compact, x));

    Path whole = folder.resolve("whole.safetensors");
    Path small = folder.resolve("small.safetensors");
    ModelFile.save(whole, model);
    ModelFile.save(small, compact);
    assertTrue(Files.size(small) < 0.55 * Files.size(whole));
    assertArrayEquals(output(compact, x), output(ModelFile.load(small), x));

    float before = output(compact, x)[0];
    new Trainer(compact, Losses::crossEntropy, new Adam(1e-3), random.stream("more"))
        .fit(images.shuffledBatches(50, random.stream("again")), 1);
    assertTrue(before != output(compact, x)[0]);
  }

  /** Proximal steps leave exact zeros: of the group lasso, whole units; of L1, single weights. */
  @Test
  void whatProximalStepsLeaveSurvivesCompactionUnchanged() {
    for (Constraint constraint :
        List.of(new ProximalGroupLasso(0.003, Groups.ROWS), new ProximalL1(0.006))) {
      RandomStream random = RandomStream.of(42);
      Mlp model = new Mlp(784, List.of(64, 48), 10, new Dropout(0.2f), random);
      var batches = Digits.train(600, 1).shuffledBatches(50, random.stream("shuffle"));
      new Trainer(model, Losses::crossEntropy, new Sgd(0.1), random.stream("noise"))
          .listen(new Constrained(model, constraint, each -> each.name().equals("0.weight")))
          .fit(batches, 6);
      long zeros = zeros(model);
      Layer compact = Compaction.compact(model).model();
      assertTrue(zeros > size(model) / 10, zeros + " zeros");
      assertTrue(size(compact) < 0.95 * size(model), constraint.toString());
      Tensor x = images(7, 20, 784);
      float[] want = output(model, x);
      float[] have = output(compact, x);
      for (int i = 0; i < want.length; i++) {
        assertEquals(want[i], have[i], 1e-5 * Math.max(1, Math.abs(want[i])));
      }
    }
  }

  private static long zeros(Layer model) {
    long zeros = 0;
    for (Parameter parameter : model.parameters()) {
      for (float value : parameter.value().toFloatArray()) {
        zeros += value == 0 ? 1 : 0;
      }
    }
    return zeros;
  }

  /** DropBlock takes no image smaller than its squares, and is a regularizer as others. */
  @Test
  void regularizersOfImagesStayInTheirPlaces() {
    RandomStream random = RandomStream.of(1);
    for (Layer regularizer :
        List.of(
            new DropBlock(0.1f, 7),
            new ChannelDropout(new Dropout(0.2f)),
            new Targeted(new Dropout(0.5f), 0.5f),
            new StochasticDepth(0.1f))) {
      Layer model =
          Sequential.of(
              new Conv2d(3, 8, 3, 1, 1, random),
              new Relu(),
              regularizer,
              new Conv2d(8, 4, 3, 1, 1, random));
      Pruning pruning = new Pruning(model);
      pruning.units(HiddenUnits.of(model).get(0).parameters(), Amount.share(0.5), 1);
      Sequential compact = (Sequential) Compaction.compact(model).model();
      assertEquals(4, value(compact, "0.weight").shape().dim(0), regularizer.toString());
      assertSame(regularizer, compact.layers().get(2));
      Path file = folder.resolve("network.safetensors");
      ModelFile.save(file, compact);
      Tensor x = images(5, 2, 3, 8, 8);
      assertArrayEquals(output(compact, x), output(ModelFile.load(file), x));
    }
  }

  @Test
  void imageModelsLoseHalfTheirHiddenUnits() {
    RandomStream random = RandomStream.of(1);
    Dropout dropout = new Dropout(0.3f);
    for (Layer model :
        List.of(
            new LeNet5(3, 8, 8, 4, dropout, random),
            new Vgg(3, 8, 8, 4, dropout, random),
            new WideResNet(10, 1, 3, 4, dropout, random))) {
      Pruning pruning = new Pruning(model);
      for (HiddenUnits units : HiddenUnits.of(model)) {
        pruning.units(units.parameters(), Amount.share(0.5), 1);
      }
      Compaction compaction = Compaction.compact(model);
      for (HiddenUnits units : HiddenUnits.of(model)) {
        String weight = units.parameters().get(0);
        assertEquals(units.units() / 2, value(compaction.model(), weight).shape().dim(0), weight);
      }
      Tensor x = images(5, 2, 3, 8, 8);
      float[] want = output(model, x);
      float[] have = output(compaction.model(), x);
      for (int i = 0; i < want.length; i++) {
        assertEquals(want[i], have[i], 1e-5 * Math.max(1, Math.abs(want[i])));
      }
    }
  }

  private static Tensor images(long seed, int... shape) {
    int size = 1;
    for (int dim : shape) {
      size *= dim;
    }
    return Tensor.of(RandomStream.of(seed).next().uniforms(size), shape);
  }

  private static long size(Layer model) {
    return model.parameters().stream().mapToLong(parameter -> parameter.value().size()).sum();
  }

  private static Tensor value(Layer model, String name) {
    return model.parameters().stream()
        .filter(parameter -> parameter.name().equals(name))
        .map(Parameter::value)
        .findFirst()
        .orElseThrow();
  }

  private static float[] output(Layer model, Tensor x) {
    try (Pass pass = Pass.evaluation()) {
      return model.forward(pass.input(x), pass).toFloatArray();
    }
  }
}
