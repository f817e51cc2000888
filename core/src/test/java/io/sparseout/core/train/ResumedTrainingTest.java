// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
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
import io.sparseout.core.optim.AveragedSgd;
import io.sparseout.core.random.RandomStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Training with listeners that remember, stopped and continued. */
class ResumedTrainingTest {
  private static final int EPOCHS = 12;

  @TempDir Path folder;

  /** A training with everything that remembers. */
  private static final class Run {
    final Parameter weight =
        new Parameter("weight", Tensor.of(RandomStream.of(5).next().uniforms(12), 3, 4));
    final AveragedSgd optimizer = new AveragedSgd(0.7).weightDecay(1e-3);
    final DecayOnPlateau decay = new DecayOnPlateau(Run::loss, 0.5, 1);
    final NonMonotonicTrigger trigger = new NonMonotonicTrigger(optimizer, Run::loss, 2);
    final EarlyStopping stopping = new EarlyStopping(Run::loss, 5);
    final Trainer trainer;

    Run() {
      Layer model =
          new Layer() {
            @Override
            public Tensor forward(Tensor x, Pass pass) {
              Tensor y = x.linear(weight.value(), null).tanh();
              return pass.isTraining() ? y.sparseoutNoise(0.1f, 1.5f, 0, false) : y;
            }

            @Override
            public List<Parameter> parameters() {
              return List.of(weight);
            }
          };
      trainer = new Trainer(model, Tensor::meanSquaredError, optimizer, RandomStream.of(3));
    }

    /** Falls and rises, by the epoch's number and a little by the weights. */
    static double loss(Trainer trainer) {
      double[] course = {9, 8, 8.5, 7, 6, 7.5, 7.2, 6.5, 5, 7, 8, 9};
      return course[trainer.epoch() - 1] + 1e-3 * trainer.evaluate(batches());
    }

    Run listen() {
      trainer.listen(decay).listen(trigger).listen(stopping);
      return this;
    }

    Run fit(int epochs) {
      trainer.fit(batches(), epochs);
      return this;
    }

    /** All that a checkpoint holds, and what is measured in the end. */
    Map<String, String> state(Path file) {
      trainer.save(file);
      Safetensors content = Safetensors.read(file);
      Map<String, String> all = new TreeMap<>(content.metadata());
      content
          .tensors()
          .forEach((name, tensor) -> all.put(name, Arrays.toString(tensor.toFloatArray())));
      all.put("weights", Fingerprint.sha256(trainer.model()));
      all.put("averages", optimizer.averaged(() -> Fingerprint.sha256(trainer.model())));
      all.put("averages' loss", "" + optimizer.averaged(() -> trainer.evaluate(batches())));
      all.put("rate", "" + optimizer.rate());
      all.put("best", stopping.bestLoss() + " in epoch " + stopping.bestEpoch());
      return all;
    }
  }

  private static Batches batches() {
    List<Batch> batches = new ArrayList<>();
    RandomStream random = RandomStream.of(11);
    for (int i = 0; i < 3; i++) {
      float[] x = random.next().uniforms(32);
      float[] y = random.next().uniforms(24);
      batches.add(new Batch(Tensor.of(x, 8, 4), Tensor.of(y, 8, 3)));
    }
    return new MemoryBatches(batches);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void aTrainingThatIsResumedIsTheSameToTheLastBit(int epochs) {
    Path file = folder.resolve("whole");
    Map<String, String> whole = new Run().listen().fit(EPOCHS).state(file);
    assertEquals("0.0078125", whole.get("optimizer/rateFactor"), "decayed seven times");
    assertEquals("21", whole.get("optimizer/averagingSince"), "after the seventh epoch");
    assertNotEquals(whole.get("weights"), whole.get("averages"));
    assertTrue(whole.get("best").endsWith("in epoch 9"), whole.get("best"));

    new Run().listen().fit(epochs).trainer.save(file);
    Run resumed = new Run().listen();
    resumed.trainer.restore(file);
    assertEquals(whole, resumed.fit(EPOCHS).state(file));
  }

  @Test
  void whatSavesSavesWhatThoseWhoRememberMadeOfTheEpoch() {
    Run run = new Run();
    Checkpoints checkpoints = new Checkpoints(folder);
    run.trainer.listen(checkpoints); // before them
    Map<String, String> whole = run.listen().fit(EPOCHS).state(folder.resolve("whole"));
    Run resumed = new Run().listen();
    resumed.trainer.restore(checkpoints.file(3));
    assertEquals(whole, resumed.fit(EPOCHS).state(folder.resolve("resumed")));
  }

  @Test
  void listenersOfOneClassRememberEachTheirOwn() {
    Path file = folder.resolve("two");
    Run run = new Run();
    EarlyStopping first = new EarlyStopping(trainer -> trainer.epoch(), 9);
    EarlyStopping second = new EarlyStopping(trainer -> -trainer.epoch(), 9);
    run.trainer.listen(first).listen(second);
    run.fit(4).trainer.save(file);
    Run resumed = new Run();
    EarlyStopping third = new EarlyStopping(trainer -> 0, 9);
    EarlyStopping fourth = new EarlyStopping(trainer -> 0, 9);
    resumed.trainer.listen(third).listen(fourth).restore(file);
    assertEquals(1, third.bestEpoch());
    assertEquals(1, third.bestLoss());
    assertEquals(4, fourth.bestEpoch());
    assertEquals(-4, fourth.bestLoss());
  }

  /** What was changed in a file's text, and what is said about it. */
  @ParameterizedTest
  @CsvSource({
    "listener/DecayOnPlateau/1/best, , 'its text listener/DecayOnPlateau/1/best is missing'",
    "listener/DecayOnPlateau/1/best, low,"
        + " 'listener/DecayOnPlateau/1/: its text best is ''low'', not a number'",
    "listener/EarlyStopping/1/waited, -1,"
        + " 'listener/EarlyStopping/1/: its text waited is ''-1'', not a whole number'",
    "listener/EarlyStopping/1/bestEpoch, 1.5,"
        + " 'listener/EarlyStopping/1/: its text bestEpoch is ''1.5'', not a whole number'",
    "listener/NonMonotonicTrigger/1/recent1, NaN,"
        + " 'listener/NonMonotonicTrigger/1/: its text recent1 is ''NaN'', not a number'",
    "listener/NonMonotonicTrigger/1/lowest, ,"
        + " 'its text listener/NonMonotonicTrigger/1/lowest is missing'",
    "optimizer/rateFactor, x, 'its text rateFactor is ''x'', not a number'",
    "optimizer/rateFactor, -1.0, 'rateFactor: 0 or more and finite, not -1.0'",
    "optimizer/rateFactor, ,"
        + " 'restore: the state has the texts [averagingSince], this optimizer [averagingSince,"
        + " rateFactor]'",
    "optimizer/averagingSince, 1000,"
        + " 'its text averagingSince is 1000, but it has taken 12 steps'",
    "optimizer/steps, , 'its text optimizer/steps is missing'",
    "epoch, two, 'its text epoch is ''two'', not a whole number'",
    "epoch, 3000000000, 'its epoch is 3000000000'",
    "random, , 'its text random is missing'",
  })
  void aFileWhoseMemoryIsMissingOrBadChangesNothing(String name, String value, String message) {
    Path good = folder.resolve("good");
    Path bad = folder.resolve("bad");
    new Run().listen().fit(4).trainer.save(good);
    Safetensors content = Safetensors.read(good);
    Map<String, String> text = new TreeMap<>(content.metadata());
    assertTrue(text.containsKey(name), text.toString());
    if (value == null) {
      text.remove(name);
    } else {
      text.put(name, value);
    }
    Safetensors.write(bad, content.tensors(), text);

    Run run = new Run().listen().fit(2);
    Map<String, String> before = run.state(good);
    CheckpointException error =
        assertThrows(CheckpointException.class, () -> run.trainer.restore(bad));
    assertTrue(error.getMessage().startsWith(bad + ": " + message + "; "), error.getMessage());
    assertEquals(before, run.state(good));
  }

  @Test
  void aFileOfATrainingWithoutListenersIsRefusedByOneWith() {
    Path file = folder.resolve("without");
    new Run().fit(2).trainer.save(file);
    Run run = new Run().listen();
    CheckpointException error =
        assertThrows(CheckpointException.class, () -> run.trainer.restore(file));
    assertTrue(
        error.getMessage().endsWith("; restore it with the listeners that it was saved with"),
        error.getMessage());
    new Run().trainer.restore(file);
    Checkpoint.load(file, run.trainer.model());
  }

  @ParameterizedTest
  @CsvSource({
    "1, '5 4 4 4 3 3 2 2 2', '1 1 0.5 0.25 0.25 0.125 0.125 0.0625 0.03125'",
    "2, '5 4 4 4 3 3 2 2 2', '1 1 1 0.5 0.5 0.5 0.5 0.5 0.25'",
    "3, '5 6 7 8 9 10 1', '1 1 1 0.5 0.5 0.5 0.5'",
    "1, 'NaN 5 NaN 5', '0.5 0.5 0.25 0.125'",
  })
  void theRateDecaysWherePatienceEnds(int patience, String losses, String rates) {
    Run run = new Run();
    String[] course = losses.split(" ");
    ToDoubleFunction<Trainer> loss = trainer -> Double.parseDouble(course[trainer.epoch() - 1]);
    run.trainer.listen(new DecayOnPlateau(loss, 0.5, patience));
    String[] expected = rates.split(" ");
    for (int epoch = 1; epoch <= course.length; epoch++) {
      run.fit(epoch);
      assertEquals(0.7 * Double.parseDouble(expected[epoch - 1]), run.optimizer.rate());
    }
  }

  /** Merity et al. 2018, algorithm 1, as it stands there, with L the steps of an epoch. */
  private static int trigger(double[] losses, int window) {
    for (int t = 0; t < losses.length; t++) {
      double lowest = Double.POSITIVE_INFINITY;
      for (int l = 0; l <= t - window - 1; l++) {
        lowest = Math.min(lowest, losses[l]);
      }
      if (t > window && losses[t] > lowest) {
        return t + 1;
      }
    }
    return 0;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 5})
  void averagingBeginsWhereThePaperSays(int window) {
    RandomStream random = RandomStream.of(window);
    int begun = 0;
    for (int example = 0; example < 50; example++) {
      double[] losses = new double[EPOCHS];
      for (int i = 0; i < EPOCHS; i++) {
        losses[i] = random.next().uniforms(1)[0] - 0.1 * i;
      }
      Run run = new Run();
      int[] measured = new int[1];
      run.trainer.listen(
          new NonMonotonicTrigger(
              run.optimizer,
              trainer -> {
                measured[0]++;
                return losses[trainer.epoch() - 1];
              },
              window));
      int expected = trigger(losses, window);
      if (expected > 0) {
        begun++;
        assertEquals("never", run.fit(expected - 1).optimizer.memory().get("averagingSince"));
        run.fit(EPOCHS);
        assertEquals("" + 3 * expected, run.optimizer.memory().get("averagingSince"));
        assertEquals(expected, measured[0]);
      } else {
        assertEquals("never", run.fit(EPOCHS).optimizer.memory().get("averagingSince"));
      }
    }
    assertTrue(begun > 5, begun + " began");
  }

  @Test
  void optionsOutOfRangeAreRefused() {
    Run run = new Run();
    for (double factor : new double[] {0, 1, -0.5, Double.NaN}) {
      assertEquals(
          "decayOnPlateau: a factor is more than 0 and less than 1, not " + factor,
          assertThrows(
                  IllegalArgumentException.class, () -> new DecayOnPlateau(Run::loss, factor, 1))
              .getMessage());
    }
    assertEquals(
        "decayOnPlateau: patience is 1 or more, not 0",
        assertThrows(IllegalArgumentException.class, () -> new DecayOnPlateau(Run::loss, 0.5, 0))
            .getMessage());
    assertEquals(
        "nonMonotonicTrigger: a window is 0 or more, not -1",
        assertThrows(
                IllegalArgumentException.class,
                () -> new NonMonotonicTrigger(run.optimizer, Run::loss, -1))
            .getMessage());
    for (double factor : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertEquals(
          "scaleRate: more than 0 and finite, not " + factor,
          assertThrows(IllegalArgumentException.class, () -> run.optimizer.scaleRate(factor))
              .getMessage());
    }
  }
}
