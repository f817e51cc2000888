// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers.compression;

import static io.sparseout.layers.compression.Zeroed.bits;
import static io.sparseout.layers.compression.Zeroed.filled;
import static io.sparseout.layers.compression.Zeroed.names;
import static io.sparseout.layers.compression.Zeroed.normals;
import static io.sparseout.layers.compression.Zeroed.output;
import static io.sparseout.layers.compression.Zeroed.rows;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparseout.core.DType;
import io.sparseout.core.Layer;
import io.sparseout.core.SparseMatrix;
import io.sparseout.core.Tensor;
import io.sparseout.core.io.Checkpoint;
import io.sparseout.core.io.CheckpointException;
import io.sparseout.core.io.Safetensors;
import io.sparseout.core.random.RandomStream;
import io.sparseout.layers.Autoencoder;
import io.sparseout.layers.AvgPool2d;
import io.sparseout.layers.BatchNorm1d;
import io.sparseout.layers.Conv2d;
import io.sparseout.layers.Embedding;
import io.sparseout.layers.Flatten;
import io.sparseout.layers.Gelu;
import io.sparseout.layers.GlobalAvgPool2d;
import io.sparseout.layers.LeNet5;
import io.sparseout.layers.LeakyRelu;
import io.sparseout.layers.Linear;
import io.sparseout.layers.LogSoftmax;
import io.sparseout.layers.MaxPool2d;
import io.sparseout.layers.Mlp;
import io.sparseout.layers.Relu;
import io.sparseout.layers.Residual;
import io.sparseout.layers.Sequential;
import io.sparseout.layers.Sigmoid;
import io.sparseout.layers.Softmax;
import io.sparseout.layers.Tanh;
import io.sparseout.layers.Vgg;
import io.sparseout.layers.WideResNet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ModelFileTest {
  private static final Layer NONE = (x, pass) -> x;

  @TempDir Path folder;

  /** A network and the shape of what it takes. */
  private record Row(String name, Layer network, int... shape) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Row> networks() {
    return List.of(
        new Row("Mlp", new Mlp(4, List.of(6, 5), 3, NONE, random()), 3, 4),
        new Row("Autoencoder", new Autoencoder(4, 6, NONE, random()), 3, 4),
        new Row("LeNet5", new LeNet5(2, 8, 8, 3, NONE, random()), 2, 2, 8, 8),
        new Row("Vgg", new Vgg(2, 8, 8, 3, NONE, random()), 2, 2, 8, 8),
        new Row("WideResNet", new WideResNet(16, 1, 2, 3, NONE, random()), 2, 2, 8, 8),
        new Row(
            "features",
            Sequential.of(
                new Linear(4, 5, random()),
                new BatchNorm1d(5, 1e-3, 0.25),
                new LeakyRelu(0.3),
                new Residual(Sequential.of(new Linear(5, 5, random()), new Gelu())),
                new Linear(normals(1, 3, 5), null),
                new Tanh(),
                new Softmax(),
                new Sigmoid(),
                new LogSoftmax()),
            3,
            4),
        new Row(
            "eight bits",
            Quantization.quantize(
                    Sequential.of(
                        new Conv2d(normals(1, 4, 1, 3, 2), null, 2, 1, 2, 2),
                        new Flatten(),
                        new Linear(24, 3, random())))
                .model(),
            2,
            2,
            5,
            6),
        new Row(
            "sparse",
            Sequential.of(new SparseLinear(SparseMatrix.of(normals(1, 5, 4)), normals(2, 5))),
            2,
            4),
        new Row(
            "images",
            new Sequential.Builder()
                .add("a", new Conv2d(normals(1, 4, 1, 3, 2), null, 2, 1, 2, 2))
                .add("b.c", new AvgPool2d(2, 1, 1))
                .add("nothing", Sequential.of())
                .add("d_e", new Residual(new Relu(), new Conv2d(4, 4, 1, 1, 0, random())))
                .add("f-g", new MaxPool2d(3, 2, 1))
                .add("0", new GlobalAvgPool2d())
                .add("1", new Flatten())
                .build(),
            2,
            2,
            9,
            9));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void networksComeBack(Row row) {
    Path file = folder.resolve("network.safetensors");
    Layer network = filled(row.network);
    ModelFile.save(file, network);
    Layer again = ModelFile.load(file);
    assertEquals(names(network), names(again));
    assertEquals(bits(network), bits(again));
    Tensor x = normals(5, row.shape);
    assertArrayEquals(output(network, x), output(again, x));
    assertEquals(ModelFile.architecture(network), ModelFile.architecture(again));
  }

  @Test
  void everyKindIsInTheTable() {
    TreeSet<String> kinds = new TreeSet<>();
    for (Row row : networks()) {
      for (String word : ModelFile.architecture(row.network).split("[^A-Za-z0-9]+")) {
        if (LayerKinds.names().contains(word)) {
          kinds.add(word);
        }
      }
    }
    assertEquals(new TreeSet<>(LayerKinds.names()), kinds);
  }

  @Test
  void theTextSaysWhatANetworkIs() {
    assertEquals(
        "Sequential(0: Linear(), 1: Relu(), 2: Identity(), 3: Linear())",
        ModelFile.architecture(new Mlp(4, List.of(6), 3, NONE, random())));
    assertEquals(
        "Sequential(0: Conv2d(stride=1, padding=2, dilation=1, groups=1),"
            + " 1: BatchNorm1d(epsilon=1.0E-5, momentum=0.1))",
        ModelFile.architecture(
            Sequential.of(new Conv2d(1, 2, 5, 1, 2, random()), new BatchNorm1d(3))));
  }

  @Test
  void aCompactedNetworkIsSmallerOnDiskAndComesBack() throws Exception {
    Mlp network = new Mlp(64, List.of(128), 10, NONE, random());
    rows(network, unit -> unit % 2 == 0, "0.weight", "0.bias");
    Layer compact = Compaction.compact(network).model();
    Path whole = folder.resolve("whole.safetensors");
    Path half = folder.resolve("half.safetensors");
    ModelFile.save(whole, network);
    ModelFile.save(half, compact, Map.of("from", "whole"));
    assertTrue(Files.size(half) < 0.55 * Files.size(whole));
    Tensor x = normals(5, 9, 64);
    assertArrayEquals(output(network, x), output(ModelFile.load(half), x));
    assertEquals("whole", Safetensors.read(half).metadata().get("from"));
  }

  /** PyTorch, and a model made by hand, read the same file. */
  @Test
  void tensorsHaveTheirUsualNames() {
    Path file = folder.resolve("network.safetensors");
    Vgg network = filled(new Vgg(2, 8, 8, 3, NONE, random()));
    ModelFile.save(file, network);
    Vgg other = new Vgg(2, 8, 8, 3, NONE, RandomStream.of(99));
    Checkpoint.load(file, other);
    assertEquals(bits(network), bits(other));
  }

  @Test
  void whatAFileCannotHaveIsRefusedByName() {
    Path file = folder.resolve("network.safetensors");
    assertRefused(
        "save: layer '1.0', ",
        () ->
            ModelFile.save(
                file, Sequential.of(new Relu(), Sequential.of((Layer) (x, pass) -> x.times(2)))));
    assertRefused(
        "save: layer '0', ",
        () -> ModelFile.save(file, Sequential.of(new Embedding(3, 2, random()))));
    assertRefused(
        "save: a part's name is of letters, digits, '_', '.' and '-', not 'a b'",
        () -> ModelFile.save(file, new Sequential.Builder().add("a b", new Relu()).build()));
    assertRefused(
        "save: the text network is the file's own",
        () -> ModelFile.save(file, new Relu(), Map.of("network", "")));
    assertFalse(Files.exists(file));
  }

  @Test
  void theIdentityIsWhatGivesBackAllThatItTakes() {
    Layer refusesFeatures =
        (x, pass) -> {
          if (x.shape().rank() == 2) {
            throw new IllegalStateException("takes no features");
          }
          return x;
        };
    assertEquals("Identity()", ModelFile.architecture(refusesFeatures));
    Layer clips = (x, pass) -> largest(x) > 1e6 ? x.times(0.5f) : x;
    Layer twiceImages = (x, pass) -> x.shape().rank() == 4 ? x.times(2) : x;
    Layer refusesAll =
        (x, pass) -> {
          throw new IllegalStateException("takes nothing");
        };
    for (Layer other : List.of(clips, twiceImages, refusesAll)) {
      assertRefused("save: layer '0', ", () -> ModelFile.architecture(Sequential.of(other)));
    }
  }

  private static double largest(Tensor x) {
    return Arrays.stream(x.toDoubleArray()).map(Math::abs).max().orElse(0);
  }

  @Test
  void foreignFilesAreRefusedWithTheRemedy() {
    Path file = folder.resolve("network.safetensors");
    Checkpoint.save(file, new Linear(2, 3, random()));
    assertEquals(
        file
            + ": it has no text network, which says what its layers are; give a file that"
            + " ModelFile.save wrote, or load its tensors into a model with Checkpoint.load",
        assertThrows(CheckpointException.class, () -> ModelFile.load(file)).getMessage());
    assertThrows(CheckpointException.class, () -> ModelFile.load(folder.resolve("none")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Linear | character 6: expected '(', found the end",
        "Linear( | character 7: expected a name or ')', found the end",
        "Linear()) | character 8: expected the end, found ')'",
        "Linear(a) | character 8: expected ': ', found ')'",
        "Linear(a=) | character 9: expected a value, found ')'",
        "Sequential(0: Relu(),1: Relu()) | character 20: expected ', ', found ',1: Relu())'",
        "Sequential(0: Relu(), 0: Linear()) | character 33: two things are named 0",
        "Linear(bias=1) | layer '': a Linear has no settings [bias]",
        "Linear(0: Relu()) | layer '': a Linear has the parts [], not [0]",
        "Linaer() | layer '': there is no layer Linaer, only [Sequential, Linear,",
        "Sequential(0: Linear()) | layer '0': a Linear needs a tensor 0.weight, and there is none",
        "Relu() | no layer has the tensors [bias, weight]",
        "Conv2d() | layer '': its text stride is missing",
        "Conv2d(stride=x) | layer '': its text stride is 'x', not a whole number",
        "Conv2d(stride=1, padding=0, dilation=1, groups=1) | layer '': conv2d: the weight is [outChannels,",
        "BatchNorm1d(epsilon=0.1, momentum=1.5) | layer '': batchNorm1d: momentum is from 0 to 1, not 1.5",
        "BatchNorm1d(epsilon=0.1, momentum=0.5) | layer '': assign: shapes differ, [6] and [3, 2]",
        "Sequential(a: Sequential(b: MaxPool2d())) | layer 'a.b': its text kernelSize is missing",
        "Sequential(a: Sequential(b: Linaer())) | layer 'a.b': there is no layer Linaer, only",
        "MaxPool2d(kernelSize=999999999999, stride=1, padding=0) | layer '': a MaxPool2d has no",
        "Residual(body: Relu()) | layer '': a Residual has the parts [body, shortcut], not [body]",
      })
  void badTextsAreRefused(String text, String message) {
    Path file = folder.resolve("network.safetensors");
    Checkpoint.save(file, new Linear(2, 3, random()), Map.of("network", text));
    String said = assertThrows(CheckpointException.class, () -> ModelFile.load(file)).getMessage();
    assertTrue(
        said.startsWith(file + ": its text network does not fit, " + message)
            && said.endsWith("; save the network again with ModelFile.save"),
        said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.bias | FLOAT64 | layer '0': a Linear has floats of one type, not FLOAT32 and FLOAT64",
        "1.bias | FLOAT64 | layer '1': a BatchNorm1d has floats of one type, not FLOAT32 and",
        "1.running_mean | FLOAT64 | layer '1': a BatchNorm1d has floats of one type, not FLOAT32",
        "1.running_var | INT32 | layer '1': a BatchNorm1d has floats as its running_var, not INT32",
      })
  void typesThatCannotRunAreRefused(String name, DType type, String message) {
    Path file = folder.resolve("network.safetensors");
    ModelFile.save(file, Sequential.of(new Linear(2, 3, random()), new BatchNorm1d(3)));
    Safetensors content = Safetensors.read(file);
    Map<String, Tensor> tensors = new HashMap<>(content.tensors());
    tensors.put(name, tensors.get(name).to(type));
    Safetensors.write(file, tensors, content.metadata());
    String said = assertThrows(CheckpointException.class, () -> ModelFile.load(file)).getMessage();
    assertTrue(said.contains("does not fit, " + message), said);
  }

  @Test
  void doublesComeBackAsDoubles() {
    Path file = folder.resolve("network.safetensors");
    Layer network = Sequential.of(new Linear(2, 3, random()), new BatchNorm1d(3));
    network.parameters().forEach(parameter -> parameter.convert(DType.FLOAT64));
    network.buffers().forEach(buffer -> buffer.convert(DType.FLOAT64));
    ModelFile.save(file, network);
    Tensor x = normals(5, 4, 2).to(DType.FLOAT64);
    assertArrayEquals(output(network, x), output(ModelFile.load(file), x));
  }

  @Test
  void layersNestOnlySoDeep() {
    Path file = folder.resolve("network.safetensors");
    String text = "Sequential(0: ".repeat(100_000) + "Relu()" + ")".repeat(100_000);
    Safetensors.write(file, Map.of(), Map.of("network", text));
    String said = assertThrows(CheckpointException.class, () -> ModelFile.load(file)).getMessage();
    assertTrue(said.contains("layers nest deeper than 100"), said);
  }

  /** Whatever the text becomes, a network is loaded or the error is the one that is promised. */
  @Test
  void damagedTextsGiveTypedErrors() {
    Path file = folder.resolve("network.safetensors");
    Layer network =
        Sequential.of(
            new Conv2d(2, 4, 3, 1, 1, random()),
            new io.sparseout.layers.BatchNorm2d(4),
            new Residual(new Conv2d(4, 4, 1, 1, 0, random())),
            new LeakyRelu(),
            new MaxPool2d(2));
    ModelFile.save(file, network);
    Map<String, Tensor> tensors = Safetensors.read(file).tensors();
    String text = ModelFile.architecture(network);
    String alphabet = "(),:=. -0129aLSx" + (char) 0 + (char) 0x1f600;
    int loaded = 0;
    for (int seed = 0; seed < 5000; seed++) {
      float[] dice = RandomStream.of(seed).next().uniforms(4);
      int at = (int) (dice[0] * text.length());
      int to = Math.min(text.length(), at + (int) (dice[1] * 4));
      char c = alphabet.charAt((int) (dice[2] * alphabet.length()));
      String middle = dice[3] < 0.3 ? "" : dice[3] < 0.7 ? "" + c : text.substring(0, at);
      String changed = text.substring(0, at) + middle + text.substring(to);
      try {
        ModelFile.network(file, changed, tensors);
        loaded++;
      } catch (CheckpointException e) {
        assertTrue(e.getMessage().startsWith(file + ": "), e.getMessage());
      }
    }
    assertTrue(loaded > 0 && loaded < 2500, loaded + " were loaded");
  }

  private static void assertRefused(String message, Runnable call) {
    String said = assertThrows(IllegalArgumentException.class, call::run).getMessage();
    assertTrue(said.startsWith(message), said);
  }

  private static RandomStream random() {
    return RandomStream.of(12);
  }
}
