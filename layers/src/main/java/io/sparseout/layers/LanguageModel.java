// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers;

import io.sparseout.core.Layer;
import io.sparseout.core.Parameter;
import io.sparseout.core.Pass;
import io.sparseout.core.StateNoise;
import io.sparseout.core.Tensor;
import io.sparseout.core.random.RandomStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A recurrent language model: an embedding, recurrent layers, and a decoder that predicts the next
 * word; Zaremba et al. 2014, Merity et al. 2018. It takes the numbers of words, INT32 {@code [t,
 * n]}, and gives the features of the decoder, {@code [t, n, width]}. The decoder itself is in
 * {@link #loss} and {@link #logProbabilities}: it makes a number for each word of the vocabulary,
 * which nothing else needs.
 *
 * <pre>{@code
 * LanguageModel model = new LanguageModel.Builder(vocabulary.size())
 *     .embedding(200).hidden(200).layers(2).output(new Dropout(0.5f)).build(random);
 * CarriedState carried = new CarriedState(model);
 * new Trainer(carried, model::loss, new Sgd(20).clipNorm(0.25), random).listen(carried)
 *     .fit(text.batches(20, 35), 10);
 * }</pre>
 *
 * <p>Names are those of awd-lstm-lm: {@code encoder.weight}, {@code rnns.0.weight_ih_l0}, {@code
 * decoder.weight}, {@code decoder.bias}. A decoder that is tied to the embedding has no weight of
 * its own. Embedding and decoder begin uniform within 0.1, the bias as 0.
 */
public final class LanguageModel implements Recurrent {
  private final Embedding encoder;
  private final List<Recurrent> rnns;
  private final Decoder decoder;
  private final Layer input;
  private final Layer between;
  private final Layer output;
  private final int statesPerLayer;
  private final List<Parameter> parameters;

  /** What a model is made of. Each method sets one thing and gives the builder back. */
  public static final class Builder {
    private static final Layer NOTHING = (x, pass) -> x;
    private static final double RANGE = 0.1;

    private final int vocabulary;
    private String cell = "lstm";
    private int embedding = 200;
    private int hidden = 200;
    private int layers = 2;
    private boolean tied;
    private int[] cutoffs = {};
    private Layer words;
    private Layer input = NOTHING;
    private Layer between = NOTHING;
    private Layer output = NOTHING;
    private Layer recurrentWeights;
    private List<StateNoise> states = List.of();

    /** A model of so many words: two layers of 200 LSTM units on vectors of 200. */
    public Builder(int vocabulary) {
      this.vocabulary = atLeastOne("vocabulary", vocabulary);
    }

    /**
     * The kind of recurrent layer: {@code lstm}, {@code gru} or {@code rnn}.
     *
     * @throws IllegalArgumentException if it is another
     */
    public Builder cell(String kind) {
      if (!List.of("lstm", "gru", "rnn").contains(kind)) {
        throw new IllegalArgumentException(
            "languageModel: a cell is lstm, gru or rnn, not '" + kind + "'");
      }
      cell = kind;
      return this;
    }

    /** The length of a word's vector. */
    public Builder embedding(int size) {
      embedding = atLeastOne("embedding", size);
      return this;
    }

    /** Units of each recurrent layer; of the last one where it is not tied. */
    public Builder hidden(int units) {
      hidden = atLeastOne("hidden", units);
      return this;
    }

    /** Recurrent layers. */
    public Builder layers(int number) {
      layers = atLeastOne("layers", number);
      return this;
    }

    /**
     * Whether the decoder's weight is the embedding; Press and Wolf 2017. The last recurrent layer
     * is as wide as the embedding then.
     */
    public Builder tied(boolean whether) {
      tied = whether;
      return this;
    }

    /** With an {@link AdaptiveSoftmax} of these cutoffs; not tied. */
    public Builder adaptive(int... classes) {
      cutoffs = classes.clone();
      return this;
    }

    /** The regularizer of whole words of the embedding. */
    public Builder words(Layer regularizer) {
      words = regularizer;
      return this;
    }

    /** The regularizer of the embedded words, the first recurrent layer's input. */
    public Builder input(Layer regularizer) {
      input = regularizer;
      return this;
    }

    /** The regularizer between recurrent layers. */
    public Builder between(Layer regularizer) {
      between = regularizer;
      return this;
    }

    /** The regularizer of the last recurrent layer's output. */
    public Builder output(Layer regularizer) {
      output = regularizer;
      return this;
    }

    /** The noise on the weights of the hidden states, see {@link RecurrentOptions}. */
    public Builder recurrentWeights(Layer noise) {
      recurrentWeights = noise;
      return this;
    }

    /** The noise between each state and the next, see {@link RecurrentOptions}. */
    public Builder states(List<StateNoise> noises) {
      states = List.copyOf(noises);
      return this;
    }

    /**
     * The model.
     *
     * @param random draws the initial weights: embedding, recurrent layers, decoder
     * @throws IllegalArgumentException if it is both tied and adaptive
     */
    public LanguageModel build(RandomStream random) {
      if (tied && cutoffs.length > 0) {
        throw new IllegalArgumentException("languageModel: tied and adaptive exclude each other");
      }
      Initialization uniform = Initialization.uniform(RANGE);
      Embedding encoder = new Embedding(uniform.tensor(random, vocabulary, embedding), words);
      List<Recurrent> rnns = new ArrayList<>();
      int width = embedding;
      for (int layer = 0; layer < layers; layer++) {
        int units = tied && layer == layers - 1 ? embedding : hidden;
        rnns.add(rnn(width, units, random));
        width = units;
      }
      return new LanguageModel(this, encoder, rnns, decoder(encoder, width, random));
    }

    private Recurrent rnn(int in, int units, RandomStream random) {
      RecurrentOptions options =
          RecurrentOptions.PLAIN.weightNoise(recurrentWeights).stateNoise(states);
      return switch (cell) {
        case "lstm" -> new Lstm(in, units, options, random);
        case "gru" -> new Gru(in, units, options, random);
        default -> new Rnn(in, units, Rnn.Nonlinearity.TANH, options, random);
      };
    }

    private Decoder decoder(Embedding encoder, int width, RandomStream random) {
      if (cutoffs.length > 0) {
        return new AdaptiveSoftmax(width, vocabulary, random, cutoffs);
      }
      Parameter weight =
          tied
              ? encoder.parameters().get(0)
              : new Parameter(
                  "weight", Initialization.uniform(RANGE).tensor(random, vocabulary, width));
      return new SoftmaxDecoder(weight, new Parameter("bias", Tensor.zeros(vocabulary)), tied);
    }

    private static int atLeastOne(String name, int number) {
      if (number < 1) {
        throw new IllegalArgumentException(
            "languageModel: " + name + " is 1 or more, not " + number);
      }
      return number;
    }
  }

  private LanguageModel(Builder builder, Embedding encoder, List<Recurrent> rnns, Decoder decoder) {
    this.encoder = encoder;
    this.rnns = rnns;
    this.decoder = decoder;
    this.input = builder.input;
    this.between = builder.between;
    this.output = builder.output;
    this.statesPerLayer = rnns.get(0).initialState(0).tensors().size();
    Parts parts = new Parts().add("encoder", encoder);
    for (int i = 0; i < rnns.size(); i++) {
      parts.add("rnns." + i, rnns.get(i));
    }
    this.parameters = parts.add("decoder", decoder).parameters();
  }

  /** The states of all layers, one after the other. */
  @Override
  public RecurrentState initialState(int batch) {
    List<Tensor> zeros = new ArrayList<>();
    rnns.forEach(rnn -> zeros.addAll(rnn.initialState(batch).tensors()));
    return new RecurrentState(zeros);
  }

  @Override
  public RecurrentOutput forward(Tensor x, RecurrentState state, Pass pass) {
    if (x.shape().rank() != 2) {
      throw new IllegalArgumentException("languageModel: takes words [t, n], not " + x.shape());
    }
    if (state.tensors().size() != rnns.size() * statesPerLayer) {
      throw new IllegalArgumentException(
          "languageModel: the state is "
              + rnns.size() * statesPerLayer
              + " tensors, not "
              + state.tensors().size());
    }
    List<Tensor> after = new ArrayList<>();
    Tensor y = pass.call("input", input, pass.call("encoder", encoder, x));
    for (int i = 0; i < rnns.size(); i++) {
      if (i > 0) {
        y = pass.call("between" + (i - 1), between, y);
      }
      int first = i * statesPerLayer;
      RecurrentState own =
          new RecurrentState(state.tensors().subList(first, first + statesPerLayer));
      Recurrent rnn = rnns.get(i);
      y =
          pass.call(
              "rnns." + i,
              (in, current) -> {
                RecurrentOutput result = rnn.forward(in, own, current);
                after.addAll(result.state().tensors());
                return result.output();
              },
              y);
    }
    return new RecurrentOutput(pass.call("output", output, y), new RecurrentState(after));
  }

  /**
   * The mean cross-entropy of the next words in nats: e to its power is the perplexity.
   *
   * @param features what {@link #forward} gave, t n rows in all
   * @param targets the next words, INT32 {@code [t n]}
   * @throws IllegalArgumentException if their numbers differ, or a word is not of the vocabulary
   */
  public Tensor loss(Tensor features, Tensor targets) {
    return decoder.loss(rows(features), targets);
  }

  /**
   * The logarithms of the probabilities of all words to be the next one, {@code [t n, vocabulary]}.
   *
   * @param features what {@link #forward} gave
   */
  public Tensor logProbabilities(Tensor features, Pass pass) {
    return decoder.forward(rows(features), pass);
  }

  private static Tensor rows(Tensor features) {
    return features.reshape(-1, features.shape().dim(-1));
  }

  @Override
  public List<Parameter> parameters() {
    return parameters;
  }
}
