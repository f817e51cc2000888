// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sparseout.core.Buffer;
import io.sparseout.core.DType;
import io.sparseout.core.Layer;
import io.sparseout.core.Parameter;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;
import io.sparseout.core.io.Checkpoint;
import io.sparseout.core.io.CheckpointException;
import io.sparseout.core.io.Fingerprint;
import io.sparseout.core.io.Safetensors;
import io.sparseout.core.optim.Optimizer;
import io.sparseout.core.optim.Sgd;
import io.sparseout.core.random.RandomStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** What is batch normalization's own: its state, its statistics, its errors. */
class BatchNormTest {
  @Test
  void statesAreNamedAsInPyTorchWhateverIsAround() {
    Layer norm = new BatchNorm2d(3);
    assertEquals(List.of("weight", "bias"), parameterNames(norm));
    assertEquals(List.of("running_mean", "running_var", "num_batches_tracked"), bufferNames(norm));
    Layer model = Sequential.of(new Relu(), new Residual(Sequential.of(norm)));
    assertEquals(List.of("1.body.0.weight", "1.body.0.bias"), parameterNames(model));
    assertEquals(
        List.of("1.body.0.running_mean", "1.body.0.running_var", "1.body.0.num_batches_tracked"),
        bufferNames(model));
    assertEquals(
        List.of("2.running_mean", "2.running_var", "2.num_batches_tracked"),
        bufferNames(new Mlp(4, List.of(6), 3, new BatchNorm1d(6), RandomStream.of(1))));
  }

  @Test
  void savedAndLoadedItEvaluatesToTheSameBits(@TempDir Path folder) {
    Layer model = trained(3);
    Path file = folder.resolve("model.safetensors");
    Checkpoint.save(file, model);
    assertEquals(
        Set.of("0.weight", "0.bias", "0.running_mean", "0.running_var", "0.num_batches_tracked"),
        Safetensors.read(file).tensors().keySet());
    Layer other = trained(0);
    assertNotEquals(Fingerprint.sha256(model), Fingerprint.sha256(other));
    Checkpoint.load(file, other);
    assertEquals(Fingerprint.sha256(model), Fingerprint.sha256(other));
    assertEquals(3, other.buffers().get(2).value().item());
    assertArrayEquals(evaluate(model), evaluate(other));
    CheckpointException error =
        assertThrows(
            CheckpointException.class,
            () -> Checkpoint.load(file, Sequential.of(new BatchNorm2d(4))));
    assertEquals(
        file + ": the model has 0.weight [4], the file [3]; load it into the model that was saved",
        error.getMessage());
  }

  @Test
  void trainingGoesOnToTheSameBitsFromACheckpoint(@TempDir Path folder) {
    Layer whole = Sequential.of(new BatchNorm2d(3));
    Optimizer optimizer = new Sgd(0.1).momentum(0.9);
    step(whole, optimizer, 0);
    Path file = folder.resolve("training.safetensors");
    Checkpoint.save(file, whole, optimizer, Map.of());
    step(whole, optimizer, 1);

    Layer resumed = Sequential.of(new BatchNorm2d(3));
    Optimizer another = new Sgd(0.1).momentum(0.9);
    Checkpoint.load(file, resumed, another);
    step(resumed, another, 1);
    assertEquals(Fingerprint.sha256(whole), Fingerprint.sha256(resumed));
  }

  private static void step(Layer model, Optimizer optimizer, long seed) {
    try (Pass pass = Pass.training(RandomStream.of(seed))) {
      Tensor y = model.forward(pass.input(images(seed)), pass);
      pass.backward(y.sigmoid().mean());
      optimizer.step(model);
    }
  }

  @Test
  void evaluationChangesNothing() {
    Layer model = trained(2);
    String before = Fingerprint.sha256(model);
    evaluate(model);
    assertEquals(before, Fingerprint.sha256(model));
  }

  @Test
  void threadsMayEvaluateAtOnce() throws InterruptedException, ExecutionException {
    Layer model = trained(2);
    float[] expected = evaluate(model);
    ExecutorService executor = Executors.newFixedThreadPool(4);
    try {
      List<Future<float[]>> results = new ArrayList<>();
      for (int i = 0; i < 32; i++) {
        results.add(executor.submit(() -> evaluate(model)));
      }
      for (Future<float[]> result : results) {
        assertArrayEquals(expected, result.get());
      }
    } finally {
      executor.shutdown();
    }
  }

  /** The difference of the mean of x^2 and the squared mean would have few digits left there. */
  @Test
  void numbersFarFromZeroKeepTheirVariance() {
    for (int[] shape : new int[][] {{64, 2}, {4, 2, 8, 8}}) {
      float[] near = new float[Tensor.zeros(shape).size()];
      float[] far = new float[near.length];
      for (int i = 0; i < near.length; i++) {
        near[i] = i * 37 % 64 / 16f;
        far[i] = near[i] + 4096; // exact
      }
      float[] expected = train(layer(shape), near, shape);
      assertArrayEquals(expected, train(layer(shape), far, shape), 1e-3f);
    }
  }

  private static Layer layer(int... shape) {
    return shape.length == 2 ? new BatchNorm1d(2) : new BatchNorm2d(2);
  }

  private static float[] train(Layer layer, float[] values, int... shape) {
    try (Pass pass = Pass.training(RandomStream.of(1))) {
      return layer.forward(pass.input(values, shape), pass).toFloatArray();
    }
  }

  @Test
  void oneValueInAChannelIsRefusedInTrainingAlone() {
    assertEquals(
        "batchNorm1d: training needs more than one value per channel, not [1, 3]",
        refusal(() -> train(new BatchNorm1d(3), new float[3], 1, 3)));
    assertEquals(
        "batchNorm2d: training needs more than one value per channel, not [1, 3, 1, 1]",
        refusal(() -> train(new BatchNorm2d(3), new float[3], 1, 3, 1, 1)));
    assertEquals(
        "batchNorm2d: training needs more than one value per channel, not [0, 3, 2, 2]",
        refusal(() -> train(new BatchNorm2d(3), new float[0], 0, 3, 2, 2)));
    try (Pass pass = Pass.evaluation()) {
      Tensor y = new BatchNorm1d(3, 1, 0.1).forward(pass.input(new float[] {1, 2, 3}, 1, 3), pass);
      assertEquals(Math.sqrt(0.5), y.get(0, 0), 1e-7);
    }
  }

  @Test
  void badNumbersAndShapesAreRefusedByName() {
    assertEquals("batchNorm1d: numFeatures is 1 or more, not 0", refusal(() -> new BatchNorm1d(0)));
    assertEquals(
        "batchNorm2d: epsilon is finite and more than 0, not NaN",
        refusal(() -> new BatchNorm2d(3, Double.NaN, 0.1)));
    assertEquals(
        "batchNorm2d: momentum is from 0 to 1, not NaN",
        refusal(() -> new BatchNorm2d(3, 1e-5, Double.NaN)));
    assertEquals(
        "batchNorm1d: takes [n, 3] or [n, 3, l], not [2, 3, 1, 1]",
        refusal(() -> train(new BatchNorm1d(3), new float[6], 2, 3, 1, 1)));
    assertEquals(
        "batchNorm2d: takes [n, 3, h, w], not [2, 3]",
        refusal(() -> train(new BatchNorm2d(3), new float[6], 2, 3)));
  }

  @Test
  void ofNumbersThatAreNotFiniteTheRunningStatisticsAreNot() {
    Layer norm = new BatchNorm1d(2);
    train(norm, new float[] {1, Float.NaN, 2, 3}, 2, 2);
    double[] mean = norm.buffers().get(0).value().toDoubleArray();
    assertArrayEquals(new double[] {0.15, Double.NaN}, mean, 1e-7);
  }

  private static Layer trained(int steps) {
    Layer model = Sequential.of(new BatchNorm2d(3));
    for (int i = 0; i < steps; i++) {
      try (Pass pass = Pass.training(RandomStream.of(i))) {
        model.forward(pass.input(images(i)), pass);
      }
    }
    return model;
  }

  private static float[] evaluate(Layer model) {
    try (Pass pass = Pass.evaluation()) {
      return model.forward(pass.input(images(9)), pass).toFloatArray();
    }
  }

  private static Tensor images(long seed) {
    double[] values = RandomStream.of(seed).next().normals(2 * 3 * 4 * 5);
    return Tensor.of(values, 2, 3, 4, 5).to(DType.FLOAT32);
  }

  private static List<String> parameterNames(Layer layer) {
    return layer.parameters().stream().map(Parameter::name).toList();
  }

  private static List<String> bufferNames(Layer layer) {
    return layer.buffers().stream().map(Buffer::name).toList();
  }

  private static String refusal(Executable call) {
    return assertThrows(IllegalArgumentException.class, call).getMessage();
  }
}
