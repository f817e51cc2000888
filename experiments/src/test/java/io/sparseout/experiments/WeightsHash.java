// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sparseout.core.Layer;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;
import io.sparseout.core.io.Fingerprint;
import io.sparseout.core.optim.Adam;
import io.sparseout.core.optim.AdamW;
import io.sparseout.core.optim.Optimizer;
import io.sparseout.core.optim.Sgd;
import io.sparseout.core.random.RandomStream;
import io.sparseout.core.train.Loss;
import io.sparseout.layers.CarriedState;
import io.sparseout.layers.LanguageModel;
import io.sparseout.layers.LeNet5;
import io.sparseout.layers.Losses;
import io.sparseout.layers.Mlp;
import io.sparseout.layers.Sequential;
import io.sparseout.layers.Vgg;
import io.sparseout.layers.WideResNet;
import io.sparseout.regularizers.ActivationPenalty;
import io.sparseout.regularizers.Locked;
import io.sparseout.regularizers.Regularizers;
import io.sparseout.regularizers.TemporalActivationPenalty;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * One hash over all weights of perceptrons trained with every regularizer and every optimizer, of
 * networks for images, whose convolutions go all the ways there are, and of language models with
 * regularizers in all their places. No size is a multiple of a vector's; where the size is {@code
 * LARGE}, all that can be split is split over up to 16 threads.
 */
final class WeightsHash {
  /** How much there is to compute. */
  enum Size {
    /** For JVMs that compute a hundred times slower. */
    SMALL(23, 67, 3, 59, 2, 9, 19),
    /** Activations and, in the second model, weights are of 16 times what one thread is given. */
    LARGE(397, 331, 7, 521, 5, 19, 277);

    private final int batch;
    private final int hidden;
    private final int fewExamples;
    private final int manyUnits;
    private final int images;
    private final int side;
    private final int recurrentUnits;

    Size(
        int batch,
        int hidden,
        int fewExamples,
        int manyUnits,
        int images,
        int side,
        int recurrentUnits) {
      this.batch = batch;
      this.hidden = hidden;
      this.fewExamples = fewExamples;
      this.manyUnits = manyUnits;
      this.images = images;
      this.side = side;
      this.recurrentUnits = recurrentUnits;
    }
  }

  private static final int FEATURES = 37;
  private static final int CLASSES = 11;
  private static final int WORDS = 211;
  private static final List<String> REGULARIZERS =
      List.of(
          "none",
          "dropout:p=0.5",
          "sparseout:p=0.5,q=1",
          "sparseout:p=0.4,q=1.5",
          "sparseout:p=0.3,q=1.37",
          "sparseout:p=0.5,q=2.5",
          "sparseout:p=0.2,q=3",
          "sparseout:p=0.5,q=1,gradient=exact",
          "sparseout:p=0.4,q=1.5,gradient=exact",
          "sparseout:p=0.3,q=1.37,gradient=exact",
          "sparseout:p=0.5,q=2.5,gradient=exact",
          "sparseout:p=0.2,q=3,gradient=exact");
  private static final List<Supplier<Optimizer>> OPTIMIZERS =
      List.of(
          () -> new Sgd(0.02),
          () -> new Sgd(0.01).momentum(0.9),
          () -> new Sgd(0.01).momentum(0.9).nesterov().weightDecay(1e-3).clipNorm(0.5),
          () -> new Adam(1e-3),
          () -> new AdamW(1e-3).weightDecay(0.01));

  private WeightsHash() {}

  /** Prints the hash after so many steps, the first argument, of models of a size, the second. */
  public static void main(String[] arguments) {
    System.out.println(of(Integer.parseInt(arguments[0]), Size.valueOf(arguments[1])));
  }

  /** SHA-256 over the fingerprints of all models. */
  static String of(int steps, Size size) {
    List<String> hashes = new ArrayList<>();
    for (int i = 0; i < REGULARIZERS.size(); i++) {
      hashes.add(wide(REGULARIZERS.get(i), OPTIMIZERS.get(i % OPTIMIZERS.size()), steps, size));
    }
    for (Supplier<Optimizer> optimizer : OPTIMIZERS) {
      hashes.add(deep("sparseout:p=0.5,q=1.5", optimizer, steps, size));
    }
    Layer dropout = Regularizers.parse("dropout:p=0.3");
    Layer sparseout = Regularizers.parse("sparseout:p=0.2,q=1.5");
    RandomStream random = RandomStream.of(3);
    int side = size.side;
    hashes.add(images(new LeNet5(1, side, side, CLASSES, dropout, random), 1, random, steps, size));
    hashes.add(images(new Vgg(3, side, side, CLASSES, sparseout, random), 3, random, steps, size));
    hashes.add(
        images(new WideResNet(10, 2, 3, CLASSES, sparseout, random), 3, random, steps, size));
    hashes.add(language(builder -> builder.cell("lstm").tied(true), steps, size));
    hashes.add(language(builder -> builder.cell("gru").adaptive(20, 90), steps, size));
    hashes.add(language(builder -> builder.cell("rnn"), steps, size));
    try {
      byte[] text = String.join("\n", hashes).getBytes(UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  /** A classifier of many examples at once. */
  private static String wide(
      String regularizer, Supplier<Optimizer> optimizer, int steps, Size size) {
    RandomStream random = RandomStream.of(1);
    Layer model =
        new Mlp(FEATURES, List.of(size.hidden), CLASSES, Regularizers.parse(regularizer), random);
    Tensor x = uniform(random, size.batch, FEATURES);
    Tensor target = labels(size.batch);
    return train(model, Losses::crossEntropy, optimizer.get(), x, target, random, steps);
  }

  /** A classifier of images. */
  private static String images(
      Layer model, int channels, RandomStream random, int steps, Size size) {
    Tensor x =
        uniform(random, size.images, channels * size.side * size.side)
            .reshape(size.images, channels, size.side, size.side);
    Sgd optimizer = new Sgd(0.01).momentum(0.9);
    return train(model, Losses::crossEntropy, optimizer, x, labels(size.images), random, steps);
  }

  /**
   * A language model with carried state, noise that is locked, by word and on weights, penalties.
   */
  private static String language(
      UnaryOperator<LanguageModel.Builder> options, int steps, Size size) {
    RandomStream random = RandomStream.of(4);
    Layer dropout = Regularizers.parse("dropout:p=0.3");
    Layer locked = new Locked(Regularizers.parse("sparseout:p=0.2,q=1.5"));
    Layer output =
        Sequential.of(new TemporalActivationPenalty(1), locked, new ActivationPenalty(2));
    LanguageModel model =
        options
            .apply(
                new LanguageModel.Builder(WORDS)
                    .embedding(FEATURES)
                    .hidden(size.recurrentUnits)
                    .words(dropout)
                    .input(locked)
                    .between(locked)
                    .output(output)
                    .recurrentWeights(dropout))
            .build(random);
    int[] words = new int[8 * 5];
    for (int i = 0; i < words.length; i++) {
      words[i] = i * i * 7 % WORDS;
    }
    Tensor text = Tensor.of(words, 8, 5);
    Optimizer optimizer = new Sgd(1).clipNorm(0.25);
    return train(
        new CarriedState(model),
        model::loss,
        optimizer,
        text.slice(0, 7),
        text.slice(1, 8).reshape(7 * 5),
        random,
        steps);
  }

  private static Tensor labels(int n) {
    int[] labels = new int[n];
    for (int i = 0; i < n; i++) {
      labels[i] = i * i % CLASSES;
    }
    return Tensor.of(labels, n);
  }

  /** A regression with many weights and few examples. */
  private static String deep(
      String regularizer, Supplier<Optimizer> optimizer, int steps, Size size) {
    RandomStream random = RandomStream.of(2);
    List<Integer> hidden = List.of(size.manyUnits, size.manyUnits);
    Layer model = new Mlp(FEATURES, hidden, 1, Regularizers.parse(regularizer), random);
    Tensor x = uniform(random, size.fewExamples, FEATURES);
    Tensor target = uniform(random, size.fewExamples, 1);
    return train(model, Losses::meanSquaredError, optimizer.get(), x, target, random, steps);
  }

  private static String train(
      Layer model,
      Loss loss,
      Optimizer optimizer,
      Tensor x,
      Tensor target,
      RandomStream random,
      int steps) {
    double last = 0;
    for (int i = 0; i < steps; i++) {
      try (Pass pass = Pass.training(random)) {
        Tensor value = loss.of(model.forward(pass.input(x), pass), target);
        last = value.item();
        pass.backward(value);
        optimizer.step(model);
      }
    }
    if (!Double.isFinite(last)) {
      throw new AssertionError("a loss of " + last + " hides differences");
    }
    return Fingerprint.sha256(model);
  }

  private static Tensor uniform(RandomStream random, int rows, int columns) {
    return Tensor.of(random.next().uniforms(rows * columns), rows, columns);
  }
}
