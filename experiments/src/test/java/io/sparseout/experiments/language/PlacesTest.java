// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.language;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.sparseout.core.Layer;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;
import io.sparseout.core.random.RandomStream;
import io.sparseout.layers.LanguageModel;
import io.sparseout.regularizers.Dropout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlacesTest {
  private static final int STEPS = 4;
  private static final int UNITS = 8;

  private static LanguageModel model(Places places, Layer compared) {
    LanguageModel.Builder builder =
        new LanguageModel.Builder(5).embedding(6).hidden(UNITS).layers(3);
    return places.put(builder, compared, compared).build(RandomStream.of(1));
  }

  private static float[] features(LanguageModel model) {
    try (Pass pass = Pass.training(RandomStream.of(2))) {
      Tensor words = pass.input(Tensor.of(new int[] {0, 1, 2, 3}, STEPS, 1));
      return model.forward(words, pass).toFloatArray();
    }
  }

  /** The last axis of what comes by tells where the compared regularizer stands. */
  @ParameterizedTest
  @CsvSource({
    "compared, none, none, none, '[6]'",
    "none, compared, none, none, '[8, 8]'",
    "none, none, compared, none, '[8]'",
    "none, none, none, compared, '[8, 8, 8]'",
    "compared, 0.5, none, none, '[6]'"
  })
  void theComparedOneStandsWhereItIsSaid(
      String input, String between, String output, String recurrent, String expected) {
    List<Integer> seen = new ArrayList<>();
    Layer compared =
        (x, pass) -> {
          seen.add(x.shape().dim(-1));
          return x;
        };
    features(
        model(
            new Places(
                "none",
                input,
                Places.text("--dropouth", between),
                output,
                recurrent,
                "fresh",
                0,
                0),
            compared));
    assertEquals(expected, seen.toString());
  }

  @Test
  void lockedMasksAreOneForAllTimeAndFreshOnesAreNot() {
    boolean[][] locked = dropped("locked");
    for (boolean[] step : locked) {
      assertArrayEquals(locked[0], step);
    }
    boolean[][] fresh = dropped("fresh");
    assertNotEquals(Arrays.toString(fresh[0]), Arrays.toString(fresh[1]));
  }

  /** Which units are zero at each step of time. */
  private static boolean[][] dropped(String masks) {
    Places places = new Places("none", "none", "none", "compared", "none", masks, 0, 0);
    float[] features = features(model(places, new Dropout(0.5f)));
    boolean[][] dropped = new boolean[STEPS][UNITS];
    for (int i = 0; i < features.length; i++) {
      dropped[i / UNITS][i % UNITS] = features[i] == 0;
    }
    return dropped;
  }

  @Test
  void penaltiesAreOnTheLastLayer() {
    Places without = new Places("none", "none", "none", "compared", "none", "locked", 0, 0);
    Places with = new Places("none", "none", "none", "compared", "none", "locked", 2, 1);
    assertNotEquals(gradient(without), gradient(with));
  }

  /** Of the first layer's bias by a loss that is nothing but the penalties. */
  private static double gradient(Places places) {
    LanguageModel model = model(places, (x, pass) -> x);
    try (Pass pass = Pass.training(RandomStream.of(2))) {
      Tensor words = pass.input(Tensor.of(new int[] {0, 1, 2, 3}, STEPS, 1));
      pass.backward(model.forward(words, pass).sum().times(0));
    }
    return model.parameters().get(1).gradient().sum().item();
  }
}
