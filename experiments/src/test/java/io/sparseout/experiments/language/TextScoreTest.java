// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.language;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sparseout.core.Parameter;
import io.sparseout.core.Tensor;
import io.sparseout.core.random.RandomStream;
import io.sparseout.datasets.TokenText;
import io.sparseout.datasets.Vocabulary;
import io.sparseout.layers.LanguageModel;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextScoreTest {
  private static final Vocabulary WORDS = Vocabulary.of(List.of("a", "b", "c"));
  private static final float[] SHARES = {0.5f, 0.3f, 0.2f};

  /** A model of which each word has its share, whatever comes before. */
  private static LanguageModel model() {
    LanguageModel model =
        new LanguageModel.Builder(3).embedding(2).hidden(2).layers(1).build(RandomStream.of(1));
    for (Parameter parameter : model.parameters()) {
      Tensor value = parameter.value();
      value.assign(Tensor.zeros(value.shape().dims()));
      if (parameter.name().equals("decoder.bias")) {
        float[] logs = new float[SHARES.length];
        for (int i = 0; i < logs.length; i++) {
          logs[i] = (float) Math.log(SHARES[i]);
        }
        value.assign(Tensor.of(logs, logs.length));
      }
    }
    return model;
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 10, 11, 12, 21, 500, 1009})
  void eachTokenButTheFirstCountsOnce(int size) {
    int[] ids = IntStream.range(0, size).map(i -> i * i % 7 % 3).toArray();
    double loss = 0;
    for (int i = 1; i < size; i++) {
      loss -= Math.log(SHARES[ids[i]]);
    }
    TextScore score = TextScore.of(model(), new TokenText(WORDS, ids));
    assertEquals(loss / (size - 1), score.loss(), 1e-6);
  }

  @Test
  void perplexityAndBitsAreOfTheSameLoss() {
    TextScore score = new TextScore(Math.log(8));
    assertEquals(8, score.perplexity(), 1e-12);
    assertEquals(3, score.bits(), 1e-12);
  }

  @Test
  void aPerplexityThatIsNoNumberMakesTheLossInfinite() {
    LanguageModel model = model();
    Tensor bias = model.parameters().get(model.parameters().size() - 1).value();
    bias.assign(Tensor.of(new float[] {1000, 0, 0}, 3));
    TokenText text = new TokenText(WORDS, 1, 1, 1);
    assertEquals(Double.POSITIVE_INFINITY, TextScore.of(model, text).loss());
  }
}
