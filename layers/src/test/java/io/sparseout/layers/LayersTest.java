// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparseout.core.Channelwise;
import io.sparseout.core.Layer;
import io.sparseout.core.LayerCase;
import io.sparseout.core.Parameter;
import io.sparseout.core.Pass;
import io.sparseout.core.StateNoise;
import io.sparseout.core.Tensor;
import io.sparseout.core.random.RandomStream;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of this module's layers; one that is not here fails the build. */
class LayersTest {
  private static final Layer NONE = (x, pass) -> x;
  private static final Layer NOISE =
      (x, pass) -> pass.isTraining() ? x.sparseoutNoise(0.4f, 2, 0, false) : x;
  private static final StateNoise STATE_NOISE =
      (before, after, pass) ->
          pass.isTraining()
              ? after.plus(
                  before
                      .minus(after)
                      .times(pass.bernoulli(after.dtype(), 0.3, after.shape().dims())))
              : after;
  private static final RecurrentOptions TWO_NOISY =
      RecurrentOptions.PLAIN.layers(2).between(NOISE).weightNoise(NOISE);

  static List<LayerCase> layers() {
    return List.of(
        LayerCase.of("Linear", () -> new Linear(4, 3, random()), 4)
            .refusing("linear: takes [..., 4], not [2, 5]", 2, 5),
        LayerCase.of("Linear in three axes", () -> new Linear(4, 3, random()), 2, 4)
            .refusing("linear: takes [..., 4], not []"),
        LayerCase.of("Linear without bias", () -> new Linear(initial(3, 4), null), 4)
            .refusing("linear: takes [..., 4], not [3]", 3),
        LayerCase.of("Conv2d", () -> new Conv2d(2, 3, 3, 2, 1, random()), 2, 5, 4)
            .refusing("conv2d: the weight [3, 2, 3, 3] takes [n, 2,", 1, 3, 5, 4),
        LayerCase.of(
                "Conv2d without bias", () -> Conv2d.withoutBias(2, 3, 2, 1, 0, random()), 2, 3, 3)
            .refusing("conv2d: the weight [3, 2, 2, 2] covers 2 x 2 pixels, the input", 1, 2, 1, 3),
        LayerCase.of("Relu", Relu::new, 5),
        LayerCase.of("LeakyRelu", LeakyRelu::new, 5),
        LayerCase.of("Sigmoid", Sigmoid::new, 5),
        LayerCase.of("Tanh", Tanh::new, 5),
        LayerCase.of("Gelu", Gelu::new, 5),
        LayerCase.of("Softmax", Softmax::new, 5).refusing("softmax: needs an axis"),
        LayerCase.of("LogSoftmax", LogSoftmax::new, 5).refusing("logSoftmax: needs an axis"),
        LayerCase.of("Flatten", Flatten::new, 2, 3).refusing("flatten: takes [n, ...]"),
        LayerCase.of("MaxPool2d", () -> new MaxPool2d(2), 2, 4, 5)
            .refusing(
                "maxPool2d: the kernel [2, 2] is larger than the input [3, 2, 1, 4]", 3, 2, 1, 4),
        LayerCase.of("MaxPool2d overlapping", () -> new MaxPool2d(3, 2, 1), 2, 4, 5)
            .refusing("maxPool2d: takes [n, c, h, w], not [4, 5]", 4, 5),
        LayerCase.of("AvgPool2d", () -> new AvgPool2d(2), 2, 4, 5)
            .refusing(
                "avgPool2d: the kernel [2, 2] is larger than the input [3, 2, 4, 1]", 3, 2, 4, 1),
        LayerCase.of("AvgPool2d overlapping", () -> new AvgPool2d(3, 2, 1), 2, 4, 5)
            .refusing("avgPool2d: takes [n, c, h, w], not [4, 5]", 4, 5),
        LayerCase.of("GlobalAvgPool2d", GlobalAvgPool2d::new, 2, 3, 3)
            .refusing("globalAvgPool2d: takes [n, c, h, w], not [4, 5]", 4, 5),
        LayerCase.of("BatchNorm1d of sequences", () -> new BatchNorm1d(3), 3, 5)
            .refusing("batchNorm1d: takes [n, 3] or [n, 3, l], not [2, 4, 5]", 2, 4, 5),
        LayerCase.of("BatchNorm2d", () -> new BatchNorm2d(3), 3, 2, 3)
            .refusing("batchNorm2d: takes [n, 3, h, w], not [2, 4, 2, 2]", 2, 4, 2, 2),
        LayerCase.of("Residual", () -> new Residual(new Tanh()), 4),
        LayerCase.of(
                "Residual with shortcut",
                () -> new Residual(sequential(), new Linear(4, 2, random())),
                4)
            .refusing("linear: takes [..., 4], not [1, 3]", 1, 3),
        LayerCase.of("Sequential", LayersTest::sequential, 4)
            .refusing("linear: takes [..., 4], not [1, 3]", 1, 3),
        LayerCase.of("Sequential of nothing", Sequential::of, 4),
        LayerCase.of(
            "Sequential with names",
            () ->
                new Sequential.Builder()
                    .add("first", new Linear(4, 3, random()))
                    .add("second.part", new Tanh())
                    .build(),
            4),
        LayerCase.of("Mlp", () -> new Mlp(4, List.of(6, 5), 3, new Tanh(), random()), 4)
            .refusing("linear: takes [..., 4], not [1, 3]", 1, 3),
        LayerCase.of("Autoencoder", () -> new Autoencoder(4, 6, NONE, random()), 4)
            .refusing("linear: takes [..., 4], not [1, 3]", 1, 3),
        LayerCase.of(
                "Autoencoder with a tanh code",
                () -> new Autoencoder(4, 6, new Tanh(), NONE, random()),
                4)
            .refusing("linear: takes [..., 4], not [1, 3]", 1, 3),
        LayerCase.of("LeNet5", () -> new LeNet5(2, 5, 4, 3, new Tanh(), random()), 2, 5, 4)
            .refusing("leNet5: takes [n, 2, 5, 4], not [2, 2, 4, 5]", 2, 2, 4, 5)
            .withoutGradientCheck(),
        LayerCase.of("Vgg", () -> new Vgg(2, 8, 9, 3, new Tanh(), random()), 2, 8, 9)
            .refusing("vgg: takes [n, 2, 8, 9], not [2, 144]", 2, 144)
            .withoutGradientCheck(),
        LayerCase.of("WideResNet", () -> new WideResNet(16, 1, 2, 3, new Tanh(), random()), 2, 5, 4)
            .refusing("wideResNet: takes [n, 2, h, w], not [1, 3, 5, 4]", 1, 3, 5, 4)
            .withoutGradientCheck(),
        LayerCase.of(
                "WideResNetBlock",
                () -> new WideResNetBlock(2, 3, 2, new Tanh(), random()),
                2,
                4,
                5)
            .refusing("batchNorm2d: takes [n, 2, h, w], not [1, 3, 4, 5]", 1, 3, 4, 5)
            .withoutGradientCheck(),
        LayerCase.of("Embedding", () -> new Embedding(6, 3, random()), 2).ofNumbers(6),
        LayerCase.of("Embedding of words", () -> new Embedding(initial(6, 3), NOISE)).ofNumbers(6),
        recurrent("Lstm", () -> new Lstm(3, 4, random())),
        recurrent("Lstm of two layers", () -> new Lstm(3, 4, TWO_NOISY, random())),
        recurrent("Lstm both ways", () -> new Lstm(3, 2, TWO_NOISY.bothWays(), random())),
        recurrent("Gru", () -> new Gru(3, 4, random())),
        recurrent("Gru both ways", () -> new Gru(3, 2, TWO_NOISY.bothWays(), random())),
        recurrent("Rnn", () -> new Rnn(3, 4, random())),
        recurrent(
            "Rnn both ways",
            () ->
                new Rnn(3, 2, Rnn.Nonlinearity.RELU, RecurrentOptions.PLAIN.bothWays(), random())),
        recurrent(
            "CellStack",
            () -> {
              RandomStream random = random();
              return new CellStack(3, TWO_NOISY.bothWays(), in -> new Leaky(in, 2, random));
            }),
        recurrent(
            "Lstm with noise between states",
            () -> new Lstm(3, 4, TWO_NOISY.stateNoise(List.of(STATE_NOISE)), random())),
        recurrent("CarriedState", () -> anew(new CarriedState(new Lstm(3, 4, random())))),
        LayerCase.of("AdaptiveSoftmax", () -> new AdaptiveSoftmax(5, 7, random(), 2, 4), 5)
            .refusing("linear: the weight [4, 5] takes 5 features, the input [2, 3] has 3", 2, 3),
        words("LanguageModel", builder -> builder),
        words("LanguageModel of GRU", builder -> builder.cell("gru").layers(1)),
        words("LanguageModel that is tied", builder -> builder.tied(true)),
        words("LanguageModel that is adaptive", builder -> builder.cell("rnn").adaptive(2, 4)),
        words(
            "LanguageModel with noise",
            builder ->
                builder
                    .words(NOISE)
                    .input(NOISE)
                    .between(NOISE)
                    .output(NOISE)
                    .recurrentWeights(NOISE)));
  }

  private static LayerCase recurrent(String name, Supplier<Layer> make) {
    return LayerCase.of(name, make, 4, 3)
        .timeFirst()
        .refusing("recurrent: takes [t, n, 3], t 1 or more, not [4, 2, 5]", 4, 2, 5);
  }

  /** A language model of six words with its decoder. */
  private static LayerCase words(String name, UnaryOperator<LanguageModel.Builder> options) {
    return LayerCase.of(
            name,
            () -> {
              LanguageModel.Builder builder = new LanguageModel.Builder(6).embedding(3).hidden(4);
              LanguageModel model = options.apply(builder).build(random());
              return new Of(
                  model,
                  (x, pass) -> {
                    Tensor all = model.logProbabilities(model.forward(x, pass), pass);
                    return all.reshape(x.shape().dim(0), x.shape().dim(1), 6);
                  });
            },
            3)
        .timeFirst()
        .ofNumbers(6)
        .refusing("languageModel: takes words [t, n], not [2, 3, 1]", 2, 3, 1);
  }

  private static Layer anew(CarriedState carried) {
    return new Of(
        carried,
        (x, pass) -> {
          carried.reset();
          return carried.forward(x, pass);
        });
  }

  /** A function of a layer, with that layer's parameters. */
  private record Of(Layer layer, Layer function) implements Layer {
    @Override
    public Tensor forward(Tensor x, Pass pass) {
      return function.forward(x, pass);
    }

    @Override
    public List<Parameter> parameters() {
      return layer.parameters();
    }
  }

  @Test
  void whatWorksChannelByChannelSaysSo() throws Exception {
    Set<String> channelwise =
        layers().stream()
            .filter(row -> row.make().get() instanceof Channelwise)
            .map(row -> row.name().split(" ")[0])
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(LayerCase.publicClasses(Linear.class, Channelwise.class), channelwise);
    assertTrue(channelwise.contains("BatchNorm2d"), channelwise.toString());
  }

  @Test
  void aNormalizationKeepsOnlyChannelsThatItHas() {
    assertThrows(IllegalArgumentException.class, () -> new BatchNorm2d(3).keep(3));
    assertThrows(IllegalArgumentException.class, () -> new BatchNorm1d(3).keep());
  }

  @Test
  void everyLayerIsInTheTable() throws Exception {
    Set<String> rows =
        layers().stream()
            .map(row -> row.name().split(" ")[0])
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(LayerCase.publicLayers(Linear.class), rows);
  }

  @ParameterizedTest
  @MethodSource("layers")
  void keepsWhatEveryLayerKeeps(LayerCase layer) {
    layer.check();
  }

  private static Layer sequential() {
    RandomStream random = random();
    return Sequential.of(
        new Linear(4, 6, random), new Gelu(), Sequential.of(new Linear(6, 2, random), new Tanh()));
  }

  private static Tensor initial(int rows, int columns) {
    return Initialization.normal(1).tensor(random(), rows, columns);
  }

  private static RandomStream random() {
    return RandomStream.of(12);
  }
}
