// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparseout.core.Layer;
import io.sparseout.core.Parameter;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;
import io.sparseout.core.io.Checkpoint;
import io.sparseout.core.io.CheckpointException;
import io.sparseout.core.io.Fingerprint;
import io.sparseout.core.io.Safetensors;
import io.sparseout.core.optim.Adam;
import io.sparseout.core.optim.Sgd;
import io.sparseout.core.random.RandomStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerTest {
  @TempDir Path folder;

  /** y = tanh(x W^T + b) with noise on it: everything that a model has. */
  private static final class Model implements Layer {
    private final Parameter weight;
    private final Parameter bias = new Parameter("bias", Tensor.zeros(3));

    Model() {
      weight = new Parameter("weight", Tensor.of(RandomStream.of(5).next().uniforms(12), 3, 4));
    }

    @Override
    public Tensor forward(Tensor x, Pass pass) {
      Tensor y = pass.call("affine", (t, p) -> t.linear(weight.value(), bias.value()), x);
      Tensor z = pass.call("tanh", (t, p) -> t.tanh(), y);
      return pass.isTraining() ? z.sparseoutNoise(0.1f, 1.5f, 0, false) : z;
    }

    @Override
    public List<Parameter> parameters() {
      return List.of(weight, bias);
    }
  }

  private static Batches batches(int count) {
    List<Batch> batches = new ArrayList<>();
    RandomStream random = RandomStream.of(11);
    for (int i = 0; i < count; i++) {
      float[] x = random.next().uniforms(32);
      float[] y = new float[24];
      for (int j = 0; j < 24; j++) {
        y[j] = x[j / 3 * 4 + j % 3] - x[j / 3 * 4 + 3];
      }
      batches.add(new Batch(Tensor.of(x, 8, 4), Tensor.of(y, 8, 3)));
    }
    return new MemoryBatches(batches);
  }

  private static Trainer trainer(Layer model) {
    return new Trainer(model, Tensor::meanSquaredError, new Adam(1e-2), RandomStream.of(3));
  }

  @Test
  void trainingLearns() {
    Trainer trainer = trainer(new Model());
    double before = trainer.evaluate(batches(20));
    List<EpochResult> results = trainer.fit(batches(20), 10);
    assertEquals(10, results.size());
    assertEquals(10, results.get(9).epoch());
    assertEquals(200, trainer.optimizer().steps());
    assertTrue(trainer.evaluate(batches(20)) < before / 5);
  }

  @Test
  void aTrainingThatIsSavedAndResumedIsTheSameToTheLastBit() {
    Model whole = new Model();
    trainer(whole).fit(batches(7), 6);

    Path file = folder.resolve("saved.safetensors");
    Trainer first = trainer(new Model());
    first.fit(batches(7), 2);
    first.save(file);
    Model resumed = new Model();
    Trainer second = trainer(resumed);
    second.restore(file);
    assertEquals(4, second.fit(batches(7), 6).size());
    assertEquals(Fingerprint.sha256(whole), Fingerprint.sha256(resumed));
  }

  @Test
  void textIsKeptWithWhatItSaves() {
    Path file = folder.resolve("with text");
    Trainer trainer = trainer(new Model()).keep(Map.of("of", "three units", "by", "a test"));
    trainer.save(file);
    Map<String, String> text = Safetensors.read(file).metadata();
    assertEquals("three units", text.get("of"));
    assertEquals("a test", text.get("by"));
    trainer.restore(file);
    for (String name : List.of("epoch", "random", "listener/EarlyStopping/1/best")) {
      Map<String, String> own = Map.of(name, "1");
      assertEquals(
          "keep: " + name + " names the trainer's own text",
          assertThrows(IllegalArgumentException.class, () -> trainer.keep(own)).getMessage());
      Checkpoint.save(file, new Model(), own);
      assertEquals(own, Safetensors.read(file).metadata());
    }
  }

  @Test
  void aMissingOrForeignCheckpointChangesNothing() {
    Model model = new Model();
    Trainer trainer = trainer(model);
    String before = Fingerprint.sha256(model);
    Path missing = folder.resolve("missing.safetensors");
    assertThrows(CheckpointException.class, () -> trainer.restore(missing));

    Path file = folder.resolve("sgd.safetensors");
    Trainer other = new Trainer(new Model(), Tensor::meanSquaredError, new Sgd(0.1).momentum(0.9));
    other.fit(batches(3), 1);
    other.save(file);
    CheckpointException error =
        assertThrows(CheckpointException.class, () -> trainer.restore(file));
    assertTrue(error.getMessage().contains("momentum_buffer"), error.getMessage());
    assertEquals(before, Fingerprint.sha256(model));
    assertEquals(0, trainer.epoch());
  }

  @Test
  void aLossThatIsNotFiniteStopsTrainingBeforeTheStep() {
    Model model = new Model();
    String[] before = new String[1];
    List<Batch> list = new ArrayList<>(((MemoryBatches) batches(3)).batches());
    float[] bad = new float[32];
    bad[7] = Float.NaN;
    list.set(1, new Batch(Tensor.of(bad, 8, 4), Tensor.zeros(8, 3)));
    Trainer trainer =
        trainer(model)
            .listen(
                new TrainingListener() {
                  @Override
                  public void stepDone(Trainer trainer, double loss) {
                    before[0] = Fingerprint.sha256(model);
                  }
                });
    DivergedException error =
        assertThrows(DivergedException.class, () -> trainer.fit(new MemoryBatches(list), 5));
    assertEquals(
        "the loss is NaN in epoch 1, step 2, first in the output of layer affine; try a lower"
            + " learning rate or clipNorm",
        error.getMessage());
    assertEquals(before[0], Fingerprint.sha256(model), "the good step's weights are kept");
  }

  /** y = w x with a penalty of the weight's square, times a strength. */
  private record Penalized(Parameter weight, double strength) implements Layer {
    Penalized(double strength) {
      this(new Parameter("weight", Tensor.full(2)), strength);
    }

    @Override
    public Tensor forward(Tensor x, Pass pass) {
      Tensor y = x.times(weight.value());
      Layer penalty =
          (t, p) -> {
            p.penalize(p.use(weight).pow(2).times(strength));
            return t;
          };
      return pass.call("penalty", penalty, y);
    }

    @Override
    public List<Parameter> parameters() {
      return List.of(weight);
    }
  }

  @Test
  void penaltiesAreTrainedOnButNoPartOfTheLoss() {
    Batches ones =
        new MemoryBatches(List.of(new Batch(Tensor.full(1, 4, 1), Tensor.full(1, 4, 1))));
    Penalized model = new Penalized(0.5);
    Trainer trainer = new Trainer(model, Tensor::meanSquaredError, new Sgd(0.1));
    double[] told = new double[1];
    trainer.listen(
        new TrainingListener() {
          @Override
          public void stepDone(Trainer trainer, double loss) {
            told[0] = loss;
          }
        });
    assertEquals(1, trainer.fit(ones, 1).get(0).loss());
    assertEquals(1, told[0]);
    // The loss's derivative is 2 (w - 1), the penalty's w.
    assertEquals(2 - 0.1 * (2 + 2), model.weight().value().item(), 1e-6);
    assertEquals(0.36, trainer.evaluate(ones), 1e-6);
  }

  @Test
  void aPenaltyThatIsNotFiniteStopsTrainingBeforeTheStep() {
    Batches ones =
        new MemoryBatches(List.of(new Batch(Tensor.full(1, 4, 1), Tensor.full(1, 4, 1))));
    for (double strength : new double[] {Double.POSITIVE_INFINITY, Double.NaN}) {
      Penalized model = new Penalized(strength);
      Trainer trainer = new Trainer(model, Tensor::meanSquaredError, new Sgd(0.1));
      DivergedException error = assertThrows(DivergedException.class, () -> trainer.fit(ones, 1));
      assertTrue(error.getMessage().contains("layer penalty"), error.getMessage());
      assertEquals(2, model.weight().value().item());
    }
  }

  @Test
  void earlyStoppingEndsWhenValidationNoLongerFalls() {
    Trainer trainer =
        new Trainer(new Model(), Tensor::meanSquaredError, new Sgd(0), RandomStream.of(3));
    EarlyStopping stopping = new EarlyStopping(batches(2), 3);
    assertEquals(4, trainer.listen(stopping).fit(batches(3), 100).size());
    assertEquals(1, stopping.bestEpoch());
    assertEquals(trainer.evaluate(batches(2)), stopping.bestLoss());
  }

  @Test
  void checkpointsAreKeptForEachEpoch() {
    Checkpoints checkpoints = new Checkpoints(folder);
    Model model = new Model();
    trainer(model).listen(checkpoints).fit(batches(3), 3);
    for (int epoch = 1; epoch <= 3; epoch++) {
      assertTrue(Files.exists(checkpoints.file(epoch)));
    }
    Model last = new Model();
    trainer(last).restore(checkpoints.file(3));
    assertEquals(Fingerprint.sha256(model), Fingerprint.sha256(last));
    assertFalse(Files.exists(checkpoints.file(4)));
  }

  @Test
  void evaluationIsWithoutNoise() {
    Trainer trainer = trainer(new Model());
    assertEquals(trainer.evaluate(batches(5)), trainer.evaluate(batches(5)));
  }

  @Test
  void accuracyCountsTheLargestOutput() {
    Batch batch =
        new Batch(
            Tensor.of(new float[] {1, 0, 0, 0, 5, 0, 0, 0, 1}, 3, 3),
            Tensor.of(new int[] {0, 1, 0}, 3));
    assertEquals(
        2 / 3.0, Evaluation.accuracy((x, pass) -> x, new MemoryBatches(List.of(batch))), 1e-15);
  }

  @Test
  void aSteadyStepAllocatesLittle() {
    Trainer trainer = trainer(new Model());
    Batches batches = batches(50);
    trainer.fit(batches, 20);
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    trainer.fit(batches, 40);
    long bytes = (threads.getCurrentThreadAllocatedBytes() - before) / 1000;
    assertTrue(bytes <= 65_536, bytes + " bytes a step");
  }

  @Test
  void hyperparametersAreChecked() {
    assertArrayEquals(
        new String[] {
          "momentum: 0 up to, not including, 1, not 1.0",
          "betas: 0 up to, not including, 1, not -0.1",
          "constant: a learning rate is 0 or more and finite, not NaN",
          "clipNorm: a bound is more than 0, not 0.0",
          "earlyStopping: patience is 1 or more, not 0",
          "fit: a number of epochs is 0 or more, not -1"
        },
        new String[] {
          message(() -> new Sgd(0.1).momentum(1)),
          message(() -> new Adam(0.1).betas(0.9, -0.1)),
          message(() -> new Adam(Double.NaN)),
          message(() -> new Sgd(0.1).clipNorm(0)),
          message(() -> new EarlyStopping(batches(1), 0)),
          message(() -> trainer(new Model()).fit(batches(1), -1))
        });
  }

  private static String message(org.junit.jupiter.api.function.Executable call) {
    return assertThrows(IllegalArgumentException.class, call).getMessage();
  }
}
