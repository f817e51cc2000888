// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers.compression;

import static io.sparseout.layers.compression.Zeroed.filled;
import static io.sparseout.layers.compression.Zeroed.normals;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparseout.core.Buffer;
import io.sparseout.core.DType;
import io.sparseout.core.Layer;
import io.sparseout.core.Parameter;
import io.sparseout.core.Pass;
import io.sparseout.core.QuantizedMatrix;
import io.sparseout.core.SparseMatrix;
import io.sparseout.core.Tensor;
import io.sparseout.core.io.Checkpoint;
import io.sparseout.core.io.CheckpointException;
import io.sparseout.core.io.Safetensors;
import io.sparseout.core.random.RandomStream;
import io.sparseout.layers.Autoencoder;
import io.sparseout.layers.Conv2d;
import io.sparseout.layers.LeNet5;
import io.sparseout.layers.Linear;
import io.sparseout.layers.Mlp;
import io.sparseout.layers.Relu;
import io.sparseout.layers.Residual;
import io.sparseout.layers.Sequential;
import io.sparseout.layers.Tanh;
import io.sparseout.layers.Vgg;
import io.sparseout.layers.WideResNet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sparse and quantized layers, and the networks made of them. */
class InferenceLayersTest {
  private static final Layer NONE = (x, pass) -> x;

  @TempDir Path folder;

  /** A network, the shape of what it takes, and how many Linear and Conv2d it has. */
  private record Row(String name, Layer network, int weights, int... shape) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Row> networks() {
    return List.of(
        new Row("Linear", new Linear(4, 3, random()), 1, 5, 4),
        new Row("without bias", new Linear(normals(1, 3, 4), null), 1, 2, 5, 4),
        new Row("Mlp", filled(new Mlp(20, List.of(70, 30), 3, NONE, random())), 3, 3, 20),
        new Row("Autoencoder", filled(new Autoencoder(9, 6, NONE, random())), 2, 3, 9),
        new Row("LeNet5", filled(new LeNet5(2, 8, 8, 3, NONE, random())), 4, 2, 2, 8, 8),
        new Row("Vgg", filled(new Vgg(2, 8, 8, 3, NONE, random())), 8, 2, 2, 8, 8),
        new Row("WideResNet", filled(new WideResNet(16, 1, 2, 3, NONE, random())), 16, 2, 2, 8, 8),
        new Row(
            "Conv2d in groups",
            new Conv2d(normals(1, 6, 2, 3, 3), normals(2, 6), 2, 1, 2, 3),
            1,
            2,
            6,
            7,
            8),
        new Row(
            "Residual",
            new Residual(
                Sequential.of(new Linear(4, 5, random()), new Tanh()), new Linear(4, 5, random())),
            2,
            3,
            4));
  }

  private static RandomStream random() {
    return RandomStream.of(5);
  }

  private static float[] output(Layer model, Tensor x) {
    try (Pass pass = Pass.evaluation()) {
      return model.forward(pass.input(x), pass).toFloatArray();
    }
  }

  /** The network, with every weight at the nearest number that eight bits have. */
  private static Layer rounded(Layer model) {
    return Replacement.of(
        "",
        model,
        (path, layer) -> {
          if (layer instanceof Linear linear) {
            return new Linear(nearest(linear.weight()), copy(linear.bias()));
          }
          return layer instanceof Conv2d c
              ? new Conv2d(
                  nearest(c.weight()),
                  copy(c.bias()),
                  c.stride(),
                  c.padding(),
                  c.dilation(),
                  c.groups())
              : layer;
        });
  }

  private static Tensor nearest(Tensor weight) {
    return QuantizedMatrix.of(weight.detach()).toFloat();
  }

  private static Tensor copy(Tensor bias) {
    return bias == null ? null : bias.copy();
  }

  @ParameterizedTest
  @MethodSource("networks")
  void aQuantizedNetworkIsTheNetworkOfRoundedWeightsToTheLastBit(Row row) {
    Map<String, float[]> before = parameters(row.network());
    Quantization quantization = Quantization.quantize(row.network());
    Tensor x = normals(7, row.shape());
    float[] expected = output(rounded(row.network()), x);
    assertArrayEquals(expected, output(quantization.model(), x));
    assertEquals(row.weights(), quantization.layers().size());
    Map<String, float[]> after = parameters(row.network());
    before.forEach((name, values) -> assertArrayEquals(values, after.get(name), name));
    for (Quantization.WeightError error : quantization.layers()) {
      assertTrue(error.max() > 0 && error.max() < 0.02, error.toString());
      assertTrue(error.rms() <= error.max() && error.rms() < error.rmsWeight(), error.toString());
      assertTrue(error.bytesAfter() < error.bytesBefore(), error.toString());
    }
  }

  private static Map<String, float[]> parameters(Layer model) {
    Map<String, float[]> values = new HashMap<>();
    for (Parameter parameter : model.parameters()) {
      values.put(parameter.name(), parameter.value().toFloatArray());
    }
    return values;
  }

  @ParameterizedTest
  @MethodSource("networks")
  void tellsTheErrorLayerByLayer(Row row) {
    Quantization quantization = Quantization.quantize(row.network());
    Tensor x = normals(7, row.shape());
    List<Quantization.OutputError> errors = quantization.outputErrors(row.network(), x);
    assertEquals(row.weights(), errors.size());
    for (Quantization.OutputError error : errors) {
      assertTrue(error.decibels() > 20 && error.decibels() < 80, error.toString());
      assertTrue(error.max() > 0, error.toString());
    }
    if (row.name().equals("Mlp")) {
      assertEquals(List.of("0", "3", "6"), errors.stream().map(e -> e.layer()).toList());
      assertEquals(
          List.of("0", "3", "6"), quantization.layers().stream().map(e -> e.layer()).toList());
    }
  }

  @Test
  void theErrorsAreThoseOfWhatWasRounded() {
    Layer linear = new Linear(Tensor.of(new float[] {127, 0.25f, -1.5f, 0}, 1, 4), null);
    Quantization quantization = Quantization.quantize(linear);
    Quantization.WeightError error = quantization.layers().get(0);
    assertEquals("", error.layer());
    assertEquals(0.5, error.max());
    assertEquals(Math.sqrt((0.0625 + 0.25) / 4), error.rms());
    assertEquals(Math.sqrt((127 * 127 + 0.0625 + 2.25) / 4), error.rmsWeight());
    assertEquals(16, error.bytesBefore());
    assertEquals(8, error.bytesAfter());
    Tensor x = Tensor.of(new float[] {0, 4, 0, 0}, 1, 4);
    Quantization.OutputError output = quantization.outputErrors(linear, x).get(0);
    assertEquals(1, output.max());
    assertEquals(0, output.decibels());
    Tensor none = Tensor.of(new float[] {1, 0, 0, 0}, 1, 4);
    assertEquals(
        Double.POSITIVE_INFINITY, quantization.outputErrors(linear, none).get(0).decibels());
  }

  @ParameterizedTest
  @MethodSource("networks")
  void savesAndLoads(Row row) {
    Tensor x = normals(7, row.shape());
    prune(row.network(), 0.1);
    for (Layer model :
        List.of(
            Quantization.quantize(row.network()).model(),
            Sparsification.sparsify(row.network()).model())) {
      Path file = folder.resolve("model.safetensors");
      ModelFile.save(file, model);
      Layer loaded = ModelFile.load(file);
      assertArrayEquals(output(model, x), output(loaded, x));
      assertEquals(ModelFile.architecture(model), ModelFile.architecture(loaded));
    }
  }

  /** Keeps a weight in so many. */
  private static void prune(Layer model, double kept) {
    for (Parameter parameter : model.parameters()) {
      Tensor value = parameter.value();
      if (value.shape().rank() > 1) {
        float[] values = value.toFloatArray();
        float[] dice = RandomStream.of(4).next().uniforms(values.length);
        for (int i = 0; i < values.length; i++) {
          values[i] = dice[i] < kept ? values[i] : 0;
        }
        value.assign(Tensor.of(values, value.shape().dims()));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void aSparseNetworkHasTheSameOutputs(Row row) {
    prune(row.network(), 0.15);
    Tensor x = normals(7, row.shape());
    Sparsification sparsification = Sparsification.sparsify(row.network(), 1);
    assertTrue(sparsification.layers().stream().allMatch(choice -> choice.sparse()));
    float[] expected = output(row.network(), x);
    float[] actual = output(sparsification.model(), x);
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i] + 0f, actual[i] + 0f);
    }
  }

  @Test
  void aLinearIsSparseWhereThatIsFaster() {
    Linear dense = new Linear(30, 20, random());
    Linear half = new Linear(30, 20, random());
    Linear thin = new Linear(30, 20, random());
    prune(half, 0.25);
    prune(thin, 0.1);
    Layer relu = new Relu();
    Layer model = Sequential.of(dense, relu, half, thin);
    Sparsification many = Sparsification.sparsify(model);
    List<Layer> layers = ((Sequential) many.model()).layers();
    assertSame(dense, layers.get(0));
    assertSame(relu, layers.get(1));
    assertSame(half, layers.get(2));
    assertEquals("SparseLinear(30, 20)", layers.get(3).toString());
    assertEquals(List.of(false, false, true), many.layers().stream().map(c -> c.sparse()).toList());
    assertEquals(List.of("0", "2", "3"), many.layers().stream().map(c -> c.layer()).toList());
    Sparsification.Choice choice = many.layers().get(2);
    SparseMatrix weight = ((SparseLinear) layers.get(3)).weight();
    assertEquals(weight.density(), choice.density());
    assertEquals(2400, choice.bytesBefore());
    assertEquals(weight.bytes(), choice.bytesAfter());
    Layer few = ((Sequential) Sparsification.sparsify(model, 8).model()).layers().get(2);
    assertEquals("SparseLinear(30, 20)", few.toString());
    Layer unchanged = Sequential.of(dense, relu);
    assertSame(unchanged, Sparsification.sparsify(unchanged).model());
  }

  @Test
  void aCheckpointLoadsIntoTheLayers() {
    for (long seed : new long[] {1, 2}) {
      Layer model = Quantization.quantize(new Mlp(5, List.of(4), 3, NONE, random())).model();
      Tensor x = normals(7, 1, 5);
      output(model, x); // what is made of the weights must not stay
      Layer other =
          Quantization.quantize(new Mlp(5, List.of(4), 3, NONE, RandomStream.of(seed))).model();
      Path file = folder.resolve("checkpoint.safetensors");
      Checkpoint.save(file, other);
      Checkpoint.load(file, model);
      assertArrayEquals(output(other, x), output(model, x));
    }
  }

  @Test
  void whatWasConvertedIsRefusedUntilItIsFloatsAgain() {
    Layer linear = new Linear(5, 4, random());
    Layer sparse = new Linear(5, 4, random());
    prune(sparse, 0.1);
    Layer convolution = new Conv2d(5, 4, 1, 1, 0, random());
    for (Layer layer :
        List.of(
            Quantization.quantize(linear).model(),
            Quantization.quantize(convolution).model(),
            Sparsification.sparsify(sparse).model())) {
      Tensor x = layer instanceof QuantizedConv2d ? normals(7, 1, 5, 1, 1) : normals(7, 1, 5);
      float[] before = output(layer, x);
      for (Buffer buffer : layer.buffers()) {
        boolean floats = !buffer.value().dtype().isInteger();
        buffer.convert(DType.FLOAT64);
        if (floats) {
          assertThrows(IllegalArgumentException.class, () -> output(layer, x));
        }
        buffer.convert(DType.FLOAT32);
        assertArrayEquals(before, output(layer, x));
      }
      for (Buffer buffer : layer.buffers()) {
        if (!buffer.value().dtype().isInteger()) {
          buffer.value().assign(buffer.value().times(2)); // as a file does
        }
      }
      for (int i = 0; i < before.length; i++) {
        before[i] *= 2;
      }
      assertArrayEquals(before, output(layer, x));
    }
  }

  @Test
  void anEightBitFileIsAQuarter() throws Exception {
    Layer model = new Mlp(784, List.of(256), 10, NONE, random());
    Path floats = folder.resolve("floats.safetensors");
    Path bytes = folder.resolve("bytes.safetensors");
    ModelFile.save(floats, model);
    ModelFile.save(bytes, Quantization.quantize(model).model());
    assertTrue(Files.size(bytes) <= 0.27 * Files.size(floats));
    assertEquals(DType.INT8, Safetensors.read(bytes).tensors().get("0.weight").dtype());
  }

  private static void assertRefused(String message, Executable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void refusesWeightsThatAreNotFiniteAndLeavesTheNetwork(float bad) {
    Layer model = new Mlp(3, List.of(4), 2, NONE, random());
    Tensor weight = model.parameters().get(2).value();
    float[] values = new float[8];
    values[5] = bad;
    weight.assign(Tensor.of(values, 2, 4));
    assertRefused(
        "layer '3': quantize: weights are finite, not " + bad, () -> Quantization.quantize(model));
    assertRefused(
        "layer '3': sparse: weights are finite, not " + bad, () -> Sparsification.sparsify(model));
    assertArrayEquals(values, weight.toFloatArray());
    Layer biased = new Linear(Tensor.full(1, 1, 1), Tensor.full(bad, 1));
    assertRefused(
        "layer '': quantize: biases are finite, not FLOAT32 [1] {" + bad + "}",
        () -> Quantization.quantize(biased));
  }

  @Test
  void refusesADenseWeightThatIsNoSoundOne() {
    Layer dense = new Linear(Tensor.full(Float.NaN, 2, 2), null);
    assertRefused(
        "layer '': sparse: weights are finite, not NaN", () -> Sparsification.sparsify(dense));
    Layer doubles = new Linear(Tensor.full(1, 2, 2).to(DType.FLOAT64), null);
    assertRefused(
        "layer '': sparse: weights are FLOAT32, not FLOAT64",
        () -> Sparsification.sparsify(doubles));
  }

  /** Hides a model, as a penalty around it does. */
  private record Wrapper(Layer model) implements Layer {
    @Override
    public Tensor forward(Tensor x, Pass pass) {
      return model.forward(x, pass);
    }

    @Override
    public List<Parameter> parameters() {
      return model.parameters();
    }
  }

  @Test
  void refusesAModelThatDoesNotShowItsLayers() {
    Layer wrapped = new Wrapper(new Mlp(3, List.of(4), 2, NONE, random()));
    String message = ": a Wrapper does not show its layers; give the model within it";
    assertRefused("quantize" + message, () -> Quantization.quantize(wrapped));
    assertRefused("sparsify" + message, () -> Sparsification.sparsify(wrapped));
    assertRefused("compact" + message, () -> Compaction.compact(wrapped));
    assertRefused("hiddenUnits" + message, () -> HiddenUnits.of(wrapped));
    assertSame(NONE, Quantization.quantize(NONE).model());
  }

  @Test
  void learnsNothing() {
    Layer model = new Mlp(3, List.of(4), 2, NONE, random());
    prune(model, 0.1);
    for (Layer layer :
        List.of(
            Quantization.quantize(model).model(),
            Sparsification.sparsify(model).model(),
            Quantization.quantize(new Conv2d(2, 2, 1, 1, 0, random())).model())) {
      assertEquals(List.of(), layer.parameters());
      assertFalse(layer.buffers().isEmpty());
      int[] shape = layer instanceof QuantizedConv2d ? new int[] {1, 2, 1, 1} : new int[] {1, 3};
      try (Pass pass = Pass.training(random())) {
        String message =
            assertThrows(
                    IllegalStateException.class,
                    () -> layer.forward(pass.input(Tensor.zeros(shape)), pass))
                .getMessage();
        assertTrue(
            message.endsWith("for inference and learns nothing; use Pass.evaluation()"), message);
      }
    }
  }

  @Test
  void refusesShapesThatDoNotFit() {
    QuantizedMatrix q = QuantizedMatrix.of(Tensor.full(1, 2, 3));
    SparseMatrix s = SparseMatrix.of(Tensor.full(1, 2, 3));
    assertRefused(
        "sparseLinear: takes [..., 3], not [2, 2]",
        () -> output(new SparseLinear(s, null), Tensor.zeros(2, 2)));
    assertRefused(
        "quantizedLinear: takes [..., 3], not []",
        () -> output(new QuantizedLinear(q, null), Tensor.zeros()));
    assertRefused(
        "sparseLinear: the bias is FLOAT32 [2], not FLOAT32 [3]",
        () -> new SparseLinear(s, Tensor.zeros(3)));
    assertRefused(
        "quantizedLinear: the bias is FLOAT32 [2], not FLOAT64 [2]",
        () -> new QuantizedLinear(q, Tensor.zeros(2).to(DType.FLOAT64)));
    assertRefused(
        "quantizedLinear: the weight is [outFeatures, inFeatures], not [1, 1, 1, 1]",
        () -> new QuantizedLinear(QuantizedMatrix.of(Tensor.full(1, 1, 1, 1, 1)), null));
    assertRefused(
        "conv2d: stride: 1 or more, not 0",
        () ->
            new QuantizedConv2d(QuantizedMatrix.of(Tensor.full(1, 1, 1, 1, 1)), null, 0, 0, 1, 1));
    assertEquals(0, output(new SparseLinear(s, null), Tensor.zeros(0, 3)).length);
    assertEquals(0, output(new QuantizedLinear(q, null), Tensor.zeros(4, 0, 3)).length);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          columns too few  | 0.weight_columns | a tensor, 1 element
          floats for ints  | 0.weight_starts  | floats
          no values        | 0.weight_values  | nothing
          """)
  void aBadFileOfASparseNetworkIsRefused(String name, String tensor, String what) {
    Layer model = Sequential.of(new Linear(6, 4, random()));
    prune(model, 0.3);
    Path file = folder.resolve("bad.safetensors");
    ModelFile.save(file, Sparsification.sparsify(model, 1).model());
    Safetensors content = Safetensors.read(file);
    Map<String, Tensor> tensors = new HashMap<>(content.tensors());
    Tensor old = tensors.remove(tensor);
    if (what.startsWith("a tensor")) {
      tensors.put(tensor, old.slice(0, 1).copy());
    } else if (what.equals("floats")) {
      tensors.put(tensor, old.to(DType.FLOAT32));
    }
    Safetensors.write(file, tensors, content.metadata());
    assertThrows(CheckpointException.class, () -> ModelFile.load(file));
  }
}
