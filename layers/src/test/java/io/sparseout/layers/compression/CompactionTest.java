// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers.compression;

import static io.sparseout.layers.compression.Zeroed.bits;
import static io.sparseout.layers.compression.Zeroed.columns;
import static io.sparseout.layers.compression.Zeroed.difference;
import static io.sparseout.layers.compression.Zeroed.filled;
import static io.sparseout.layers.compression.Zeroed.names;
import static io.sparseout.layers.compression.Zeroed.normals;
import static io.sparseout.layers.compression.Zeroed.output;
import static io.sparseout.layers.compression.Zeroed.rows;
import static io.sparseout.layers.compression.Zeroed.set;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparseout.core.Channelwise;
import io.sparseout.core.DType;
import io.sparseout.core.Layer;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;
import io.sparseout.core.optim.Sgd;
import io.sparseout.core.random.RandomStream;
import io.sparseout.layers.Autoencoder;
import io.sparseout.layers.AvgPool2d;
import io.sparseout.layers.BatchNorm1d;
import io.sparseout.layers.BatchNorm2d;
import io.sparseout.layers.Conv2d;
import io.sparseout.layers.Flatten;
import io.sparseout.layers.Gelu;
import io.sparseout.layers.GlobalAvgPool2d;
import io.sparseout.layers.LeNet5;
import io.sparseout.layers.LeakyRelu;
import io.sparseout.layers.Linear;
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
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompactionTest {
  /** Two images of two channels, 8 by 8. */
  private static final Tensor IMAGES = normals(9, 2, 2, 8, 8);

  private record Noise() implements Channelwise {
    @Override
    public Tensor forward(Tensor x, Pass pass) {
      return pass.isTraining() ? x.sparseoutNoise(0.5f, 2, 0, false) : x;
    }
  }

  @Test
  void zeroUnitsGoAndTheBitsStay() {
    Mlp mlp = new Mlp(20, List.of(64, 48), 7, new Noise(), random());
    rows(mlp, unit -> unit % 3 != 1, "0.weight", "0.bias");
    rows(mlp, unit -> unit >= 10, "3.weight", "3.bias");
    Compaction compaction = Compaction.compact(mlp);
    assertEquals(
        List.of(
            "0.weight [21, 20]",
            "0.bias [21]",
            "3.weight [10, 21]",
            "3.bias [10]",
            "6.weight [7, 10]",
            "6.bias [7]"),
        names(compaction.model()));
    assertSameBits(mlp, compaction.model(), normals(1, 33, 20));
    assertEquals(
        List.of(
            new Compaction.Change("0", "Linear(20, 64)", "Linear(20, 21)", 1344, 441, 1280, 420),
            new Compaction.Change("3", "Linear(64, 48)", "Linear(21, 10)", 3120, 220, 3072, 210),
            new Compaction.Change("6", "Linear(48, 7)", "Linear(10, 7)", 343, 77, 336, 70)),
        compaction.changes());
  }

  @Test
  void unitsThatNobodyReadsGoAndTheBitsStay() {
    Mlp mlp = new Mlp(20, List.of(64, 48), 7, new Noise(), random());
    columns(mlp, unit -> unit % 2 == 0, "3.weight");
    columns(mlp, unit -> unit < 40, "6.weight");
    Layer compact = Compaction.compact(mlp).model();
    assertEquals("3.weight [8, 32]", names(compact).get(2));
    assertSameBits(mlp, compact, normals(1, 33, 20));
  }

  @Test
  void whatOnlyFedWhatIsGoneGoesToo() {
    Mlp mlp = new Mlp(5, List.of(8, 8, 8), 3, new Noise(), random());
    columns(mlp, unit -> unit > 0, "9.weight"); // of the last hidden layer, only unit 0 is read
    set(mlp, "6.weight", (row, column) -> row == 0 && column > 1, 0); // which reads 0 and 1
    set(mlp, "3.weight", (row, column) -> row < 2 && column < 5, 0); // which read 5, 6 and 7
    Layer compact = Compaction.compact(mlp).model();
    assertEquals(
        List.of("0.weight [3, 5]", "3.weight [2, 3]", "6.weight [1, 2]", "9.weight [3, 1]"),
        names(compact).stream().filter(name -> name.contains("weight")).toList());
    assertSameBits(mlp, compact, normals(1, 9, 5));
    // And forward: without an input of its own, a unit is its bias.
    Mlp other = new Mlp(5, List.of(4, 4), 3, new Noise(), random());
    rows(other, unit -> unit > 1, "0.weight", "0.bias");
    set(other, "3.weight", (row, column) -> row == 3 && column < 2, 0);
    rows(other, unit -> unit == 3, "3.bias");
    Layer rest = Compaction.compact(other).model();
    assertEquals("3.weight [3, 2]", names(rest).get(2));
    assertSameBits(other, rest, normals(1, 9, 5));
  }

  @Test
  void constantsGoIntoTheNextBias() {
    for (Layer activation : List.of(new Relu(), new Sigmoid(), new Tanh(), new Gelu())) {
      Sequential network =
          filled(
              Sequential.of(
                  new Linear(6, 40, random()),
                  activation,
                  new Noise(),
                  new Linear(normals(4, 9, 40), null)));
      rows(network, unit -> unit >= 5, "0.weight");
      Layer compact = Compaction.compact(network).model();
      assertEquals(
          List.of("0.weight [5, 6]", "0.bias [5]", "3.weight [9, 5]", "3.bias [9]"),
          names(compact));
      Tensor x = normals(2, 50, 6);
      float[] expected = output(network, x);
      float[] actual = output(compact, x);
      double[] bounds = bounds(network, x);
      for (int i = 0; i < expected.length; i++) {
        double difference = Math.abs((double) expected[i] - actual[i]);
        assertTrue(difference <= bounds[i], difference + " of " + bounds[i]);
      }
    }
  }

  /** What the javadoc says: (k + 1) 2^-23 times the sum of |w x|. */
  private static double[] bounds(Sequential network, Tensor x) {
    Tensor hidden = Tensor.of(output(Sequential.of(network.layers().subList(0, 3)), x), 50, 40);
    Layer absolute = (y, pass) -> y.abs().matmul(pass.input(absolute(network)));
    double[] bounds = new double[50 * 9];
    float[] sums = output(absolute, hidden);
    for (int i = 0; i < bounds.length; i++) {
      bounds[i] = 41 * 0x1p-23 * sums[i];
    }
    return bounds;
  }

  private static Tensor absolute(Sequential network) {
    float[] transposed = new float[40 * 9];
    for (int i = 0; i < transposed.length; i++) {
      transposed[i] = (float) Math.abs(Zeroed.value(network, "3.weight").get(i % 9, i / 9));
    }
    return Tensor.of(transposed, 40, 9);
  }

  @Test
  void normalizationsAreOfTheUnitsThatStay() {
    Sequential network =
        filled(
            Sequential.of(
                new Linear(6, 8, random()),
                new BatchNorm1d(8, 1e-3, 0.2),
                new LeakyRelu(),
                new Linear(8, 3, random())));
    rows(network, unit -> unit < 3, "1.weight", "1.bias"); // the norm alone makes a unit zero
    columns(network, unit -> unit == 5, "3.weight");
    Layer compact = Compaction.compact(network).model();
    assertEquals("1.weight [4]", names(compact).get(2));
    assertSameBits(network, compact, normals(1, 20, 6));
    BatchNorm1d norm = (BatchNorm1d) ((Sequential) compact).layers().get(1);
    assertEquals(1e-3, norm.epsilon());
    assertEquals(0.2, norm.momentum());
  }

  @Test
  void anAutoencoderKeepsItsNames() {
    Autoencoder model = new Autoencoder(12, 9, new Noise(), random());
    rows(model, unit -> unit % 2 == 1, "encoder.0.weight", "encoder.0.bias");
    Layer compact = Compaction.compact(model).model();
    assertEquals(
        List.of(
            "encoder.0.weight [5, 12]",
            "encoder.0.bias [5]",
            "decoder.0.weight [12, 5]",
            "decoder.0.bias [12]"),
        names(compact));
    assertSameBits(model, compact, normals(1, 20, 12));
  }

  @Test
  void leNet5LosesFiltersAndUnitsThroughFlatten() {
    LeNet5 model = filled(new LeNet5(2, 8, 8, 5, new Noise(), random()));
    rows(model, unit -> unit % 2 == 1, "0.weight", "0.bias");
    rows(model, unit -> unit % 4 > 0, "3.weight", "3.bias");
    rows(model, unit -> unit > 99, "7.weight", "7.bias");
    Compaction compaction = Compaction.compact(model);
    assertEquals(
        List.of(
            "0.weight [16, 2, 5, 5]",
            "3.weight [16, 16, 5, 5]",
            "7.weight [100, 64]",
            "10.weight [5, 100]"),
        weights(compaction.model()));
    assertNear(model, compaction.model(), IMAGES);
  }

  @Test
  void vggLosesFiltersWithTheirNormalizations() {
    Vgg model = filled(new Vgg(2, 8, 8, 5, new Noise(), random()));
    List<HiddenUnits> hidden = HiddenUnits.of(model);
    assertEquals(
        List.of(
            new HiddenUnits("0", 32, List.of("0.weight", "1.weight", "1.bias")),
            new HiddenUnits("4", 32, List.of("4.weight", "5.weight", "5.bias"))),
        hidden.subList(0, 2));
    assertEquals(
        new HiddenUnits("25", 256, List.of("25.weight", "25.bias")), hidden.get(hidden.size() - 1));
    for (HiddenUnits units : hidden) {
      rows(model, unit -> unit % 2 == 0, units.parameters().toArray(String[]::new));
    }
    Compaction compaction = Compaction.compact(model);
    assertEquals(
        List.of(
            "0.weight [16, 2, 3, 3]",
            "4.weight [16, 16, 3, 3]",
            "8.weight [32, 16, 3, 3]",
            "12.weight [32, 32, 3, 3]",
            "16.weight [64, 32, 3, 3]",
            "20.weight [64, 64, 3, 3]",
            "25.weight [128, 64]",
            "28.weight [5, 128]"),
        weights(compaction.model()).stream().filter(name -> name.contains(",")).toList());
    assertNear(model, compaction.model(), IMAGES);
  }

  @Test
  void wideResNetLosesChannelsWithinItsBlocks() {
    WideResNet model = filled(new WideResNet(16, 1, 2, 5, new Noise(), random()));
    List<HiddenUnits> hidden = HiddenUnits.of(model);
    assertEquals(6, hidden.size());
    assertEquals(
        new HiddenUnits(
            "block2.layer.1.conv1",
            32,
            List.of(
                "block2.layer.1.conv1.weight",
                "block2.layer.1.bn2.weight",
                "block2.layer.1.bn2.bias")),
        hidden.get(3));
    for (HiddenUnits units : hidden) {
      rows(model, unit -> unit % 4 == 3, units.parameters().toArray(String[]::new));
    }
    Compaction compaction = Compaction.compact(model);
    List<String> names = names(compaction.model());
    assertTrue(names.contains("block3.layer.0.conv1.weight [48, 32, 3, 3]"), names.toString());
    assertTrue(names.contains("block3.layer.0.conv2.weight [64, 48, 3, 3]"), names.toString());
    assertTrue(names.contains("block3.layer.0.bn2.bias [48]"), names.toString());
    assertEquals(model.parameters().size(), compaction.model().parameters().size());
    assertEquals(18, compaction.changes().size());
    assertEquals("block1.layer.0.conv1", compaction.changes().get(0).layer());
    assertNear(model, compaction.model(), IMAGES);
  }

  @Test
  void aResidualKeepsItsOutputs() {
    Sequential body =
        Sequential.of(new Linear(6, 10, random()), new Relu(), new Linear(10, 6, random()));
    Sequential network =
        Sequential.of(
            new Linear(4, 6, random()), new Residual(body), new Relu(), new Linear(6, 2, random()));
    rows(network, unit -> unit != 4, "1.body.0.weight", "1.body.0.bias");
    rows(network, unit -> unit == 0, "0.weight", "0.bias", "1.body.2.weight", "1.body.2.bias");
    Compaction compaction = Compaction.compact(network);
    assertEquals(
        List.of(
            "0.weight [6, 4]",
            "1.body.0.weight [1, 6]",
            "1.body.2.weight [6, 1]",
            "3.weight [2, 6]"),
        weights(compaction.model()));
    assertSameBits(network, compaction.model(), normals(1, 20, 4));
  }

  @Test
  void aConstantStaysWherePaddingMakesItDependOnThePixel() {
    for (int padding : new int[] {0, 1}) {
      Sequential network =
          filled(
              Sequential.of(
                  new Conv2d(2, 6, 3, 1, 1, random()),
                  new Relu(),
                  new Conv2d(6, 3, 3, 2, padding, random())));
      rows(network, unit -> unit < 2, "0.weight"); // constants that are not zero
      rows(network, unit -> unit == 5, "0.weight", "0.bias");
      Layer compact = Compaction.compact(network).model();
      assertEquals("0.weight [" + (padding == 0 ? 3 : 5) + ", 2, 3, 3]", weights(compact).get(0));
      assertNear(network, compact, IMAGES);
    }
  }

  @Test
  void aBorderOfZerosInAMeanLeavesOnlyZerosConstant() {
    for (int padding : new int[] {0, 1}) {
      Sequential network =
          filled(
              Sequential.of(
                  new Conv2d(2, 6, 3, 1, 1, random()),
                  new AvgPool2d(2, 2, padding),
                  new MaxPool2d(2),
                  new Flatten(),
                  new Linear(6 * 4, 3, random())));
      rows(network, unit -> unit < 2, "0.weight");
      rows(network, unit -> unit == 5, "0.weight", "0.bias");
      Layer compact = Compaction.compact(network).model();
      assertEquals("0.weight [" + (padding == 0 ? 3 : 5) + ", 2, 3, 3]", weights(compact).get(0));
      assertNear(network, compact, IMAGES);
    }
  }

  @Test
  void channelsAreFollowedThroughTheMeanOfEachPlane() {
    Sequential network =
        filled(
            Sequential.of(
                new Conv2d(2, 6, 3, 1, 1, random()),
                new BatchNorm2d(6),
                new GlobalAvgPool2d(),
                new BatchNorm1d(6),
                new Linear(6, 3, random())));
    rows(network, unit -> unit < 4, "0.weight");
    Layer compact = Compaction.compact(network).model();
    assertEquals("4.weight [3, 2]", names(compact).get(6));
    assertNear(network, compact, IMAGES);
  }

  /**
   * What cannot be followed is left alone: other axes, groups, layers of which nothing is known.
   */
  @Test
  void whatCannotBeFollowedStays() {
    Layer unknown = (x, pass) -> x.times(2);
    Layer alongRows =
        Sequential.of(new Conv2d(2, 8, 3, 1, 1, random()), new Relu(), new Linear(8, 3, random()));
    Layer groups =
        Sequential.of(
            new Conv2d(normals(1, 4, 2, 3, 3), null, 1, 1, 1, 1),
            new Conv2d(normals(2, 4, 1, 3, 3), null, 1, 1, 1, 4),
            new Conv2d(normals(3, 4, 4, 3, 3), null, 1, 1, 1, 1));
    rows(groups, unit -> unit == 0, "1.weight");
    for (Layer network : List.of(alongRows, groups)) {
      rows(network, unit -> unit == 2, "0.weight");
      assertEquals(List.of(), Compaction.compact(network).changes());
      assertSameBits(network, Compaction.compact(network).model(), IMAGES);
    }
    for (Layer between : List.of(unknown, new Softmax())) {
      Layer network =
          Sequential.of(new Linear(2, 8, random()), between, new Linear(8, 2, random()));
      rows(network, unit -> unit == 2, "0.weight", "0.bias");
      Compaction compaction = Compaction.compact(network);
      assertEquals(List.of(), compaction.changes());
      assertSame(between, ((Sequential) compaction.model()).layers().get(1));
      assertSameBits(network, compaction.model(), normals(1, 20, 2));
    }
  }

  @Test
  void aLayerThatWouldLoseAllIsRefusedByName() {
    Mlp mlp = new Mlp(5, List.of(8, 6), 3, new Noise(), random());
    rows(mlp, unit -> unit > 3, "0.weight", "0.bias");
    rows(mlp, unit -> true, "3.weight", "3.bias");
    List<List<Integer>> before = bits(mlp);
    assertEquals(
        "compact: layer 3, Linear(8, 6), would lose all of its 6 units, since each is constant or"
            + " read by nobody; prune less of it, or leave it out",
        assertThrows(IllegalArgumentException.class, () -> Compaction.compact(mlp)).getMessage());
    assertEquals(before, bits(mlp));
  }

  @Test
  void aLayerThatGainedABiasAsLargeAsWhatWentIsToldToo() {
    Sequential network =
        Sequential.of(
            new Linear(6, 8, random()), new Sigmoid(), new Linear(normals(4, 3, 8), null));
    rows(network, unit -> unit == 2, "0.weight");
    assertEquals(
        List.of(
            new Compaction.Change("0", "Linear(6, 8)", "Linear(6, 7)", 56, 49, 48, 42),
            new Compaction.Change("2", "Linear(8, 3)", "Linear(7, 3)", 24, 24, 24, 21)),
        Compaction.compact(network).changes());
  }

  @Test
  void aNetworkWithNothingToLoseIsCopied() {
    Vgg model = filled(new Vgg(2, 8, 8, 5, new Noise(), random()));
    Compaction compaction = Compaction.compact(model);
    assertEquals(List.of(), compaction.changes());
    assertEquals(bits(model), bits(compaction.model()));
    assertArrayEquals(output(model, IMAGES), output(compaction.model(), IMAGES));
    List<List<Integer>> before = bits(model);
    train(compaction.model(), IMAGES);
    assertNotSame(model, compaction.model());
    assertEquals(before, bits(model));
  }

  @Test
  void aCompactNetworkIsTrainedOn() {
    Vgg model = filled(new Vgg(2, 8, 8, 5, new Noise(), random()));
    for (HiddenUnits units : HiddenUnits.of(model)) {
      rows(model, unit -> unit % 2 == 0, units.parameters().toArray(String[]::new));
    }
    Layer compact = Compaction.compact(model).model();
    List<List<Integer>> before = bits(compact);
    train(compact, IMAGES);
    assertTrue(!before.equals(bits(compact)));
  }

  private static void train(Layer model, Tensor x) {
    try (Pass pass = Pass.training(RandomStream.of(1))) {
      Tensor loss = model.forward(pass.input(x), pass).crossEntropy(Tensor.of(new int[2], 2));
      pass.backward(loss);
      new Sgd(0.1).step(model);
    }
  }

  @Test
  void doublesStayDoubles() {
    Mlp mlp = new Mlp(5, List.of(8), 3, new Noise(), random());
    rows(mlp, unit -> unit > 3, "0.weight", "0.bias");
    mlp.parameters().forEach(parameter -> parameter.convert(DType.FLOAT64));
    Layer compact = Compaction.compact(mlp).model();
    assertEquals(DType.FLOAT64, compact.parameters().get(0).value().dtype());
    Tensor x = normals(1, 4, 5).to(DType.FLOAT64);
    assertArrayEquals(output(mlp, x), output(compact, x));
  }

  /** Networks of random layers with random zeros give the same outputs, smaller or not. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void randomNetworksKeepTheirOutputs(boolean images) {
    int smaller = 0;
    for (int seed = 0; seed < 150; seed++) {
      Dice dice = new Dice(seed);
      Layer network = filled(images ? dice.ofImages() : dice.ofFeatures());
      dice.zero(network);
      Tensor x = images ? IMAGES : normals(seed, 7, 6);
      float[] expected = output(network, x);
      Layer compact;
      try {
        compact = Compaction.compact(network).model();
      } catch (IllegalArgumentException e) {
        assertTrue(e.getMessage().contains("would lose all of its"), e.getMessage());
        continue;
      }
      smaller += Compaction.parameters(compact) < Compaction.parameters(network) ? 1 : 0;
      double difference = difference(expected, output(compact, x));
      assertTrue(difference <= 2e-5, "seed " + seed + ": " + difference);
      assertEquals(
          List.of(), Compaction.compact(compact).changes(), "seed " + seed + " is not finished");
    }
    assertTrue(smaller > 75, smaller + " became smaller");
  }

  /** Makes networks by chance. */
  private static final class Dice {
    private final RandomStream random;

    Dice(int seed) {
      random = RandomStream.of(seed);
    }

    private int from(int least, int most) {
      return least + (int) (random.next().uniforms(1)[0] * (most - least + 1));
    }

    private Layer activation() {
      return List.of(new Relu(), new Sigmoid(), new Gelu(), new Noise(), new LeakyRelu(0.2))
          .get(from(0, 4));
    }

    Layer ofFeatures() {
      List<Layer> layers = new ArrayList<>();
      features(layers, 6);
      return Sequential.of(layers);
    }

    private void features(List<Layer> layers, int in) {
      int before = in;
      for (int depth = from(1, 3); depth >= 0; depth--) {
        int after = from(2, 9);
        layers.add(new Linear(before, after, random));
        if (from(0, 2) == 0) {
          layers.add(new BatchNorm1d(after));
        }
        layers.add(activation());
        if (from(0, 3) == 0) {
          layers.add(
              new Residual(
                  Sequential.of(
                      new Linear(after, 5, random), activation(), new Linear(5, after, random))));
        }
        before = after;
      }
    }

    Layer ofImages() {
      List<Layer> layers = new ArrayList<>();
      int before = 2;
      int side = 8;
      for (int depth = from(1, 3); depth > 0; depth--) {
        int after = from(2, 9);
        layers.add(new Conv2d(before, after, 3, 1, 1, random));
        if (from(0, 2) == 0) {
          layers.add(new BatchNorm2d(after));
        }
        layers.add(activation());
        if (from(0, 1) == 0 && side > 1) {
          layers.add(from(0, 1) == 0 ? new MaxPool2d(2) : new AvgPool2d(2));
          side /= 2;
        }
        if (from(0, 1) == 0 && side > 3) {
          layers.add(new Conv2d(after, after, 3, 1, 0, random));
          side -= 2;
        }
        before = after;
      }
      boolean mean = from(0, 2) == 0;
      layers.add(mean ? new GlobalAvgPool2d() : new Flatten());
      features(layers, mean ? before : before * side * side);
      return Sequential.of(layers);
    }

    /** Sets about half the rows and a third of the columns of about half the parameters to zero. */
    void zero(Layer network) {
      for (var parameter : network.parameters()) {
        if (from(0, 1) == 0) {
          boolean[] which = new boolean[parameter.value().shape().dim(0)];
          for (int i = 0; i < which.length; i++) {
            which[i] = from(0, 1) == 0;
          }
          rows(network, row -> which[row], parameter.name());
        }
        if (parameter.value().shape().rank() > 1 && from(0, 2) == 0) {
          int third = from(0, 2);
          columns(network, column -> column % 3 == third, parameter.name());
        }
      }
    }
  }

  private static List<String> weights(Layer model) {
    return names(model).stream().filter(name -> name.contains("weight")).toList();
  }

  /** The same to the last bit, but for the sign of a zero. */
  private static void assertSameBits(Layer expected, Layer actual, Tensor x) {
    float[] want = output(expected, x);
    float[] have = output(actual, x);
    assertEquals(want.length, have.length);
    for (int i = 0; i < want.length; i++) {
      assertTrue(want[i] == have[i], i + ": " + want[i] + ", " + have[i]);
    }
  }

  private static void assertNear(Layer expected, Layer actual, Tensor x) {
    double difference = difference(output(expected, x), output(actual, x));
    assertTrue(difference <= 2e-6, "differ by " + difference);
  }

  private static RandomStream random() {
    return RandomStream.of(12);
  }
}
