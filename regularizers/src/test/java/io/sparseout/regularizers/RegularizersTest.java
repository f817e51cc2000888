// SPDX-License-Identifier: Apache-2.0
package io.sparseout.regularizers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparseout.core.Layer;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;
import io.sparseout.core.random.RandomStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegularizersTest {
  @Test
  void namesAndParametersAreRead() {
    assertEquals(new Dropout(0.5f), Regularizers.parse("dropout"));
    assertEquals(new Dropout(0.25f), Regularizers.parse(" Dropout: p = 0.25"));
    assertEquals(new Sparseout(0.5f, 2), Regularizers.parse("sparseout"));
    assertEquals(new Sparseout(0.3f, 1.5f), Regularizers.parse("sparseout:q=1.5,p=0.3"));
    assertEquals(
        new Sparseout(0.5f, 1, Sparseout.Gradient.EXACT, 1e-12f),
        Regularizers.parse("sparseout:q=1,gradient=exact,epsilon=1e-12"));
    try (Pass pass = Pass.training(RandomStream.of(1))) {
      Tensor x = pass.input(Tensor.full(1, 3));
      assertSame(x, Regularizers.parse("none").forward(x, pass));
    }
  }

  @Test
  void whatATextHasAndWhatItMayHave() {
    assertEquals(Set.of("p"), Regularizers.parameters("dropout:p=0.5"));
    assertEquals(Set.of("p", "q", "gradient", "epsilon"), Regularizers.parameters("sparseout"));
    assertEquals(Map.of("p", "0.5", "q", "1"), Regularizers.values("sparseout:q=1,p=0.5"));
    assertEquals(Map.of(), Regularizers.values("none"));
  }

  @Test
  void severalRegularizersActOneAfterTheOther() {
    Layer both = Regularizers.parse("dropout:p=0.5 + sparseout:p=0.25,q=1,epsilon=1e+0");
    assertEquals(both.getClass(), Regularizers.parse("dropout+dropout").getClass());
    assertEquals(new Dropout(0.25f), Regularizers.parse("none+dropout:p=0.25+none"));
    try (Pass pass = Pass.training(RandomStream.of(1));
        Pass same = Pass.training(RandomStream.of(1))) {
      Tensor first = same.call("0", new Dropout(0.5f), same.input(Tensor.full(0.3f, 64)));
      Tensor second =
          same.call("1", new Sparseout(0.25f, 1, Sparseout.Gradient.PUBLISHED, 1), first);
      assertArrayEquals(
          second.toFloatArray(),
          both.forward(pass.input(Tensor.full(0.3f, 64)), pass).toFloatArray());
    }
  }

  @Test
  void parametersAreAddedToThoseThatLackThem() {
    String text = "dropout+sparseout:q=1+none";
    assertEquals(Set.of("p", "q", "gradient", "epsilon"), Regularizers.parameters(text));
    assertEquals(Map.of("q", "1"), Regularizers.values(text));
    assertTrue(Regularizers.lacks(text, "p"));
    assertFalse(Regularizers.lacks(text, "q"));
    assertEquals("dropout:p=0.2+sparseout:q=1,p=0.2+none", Regularizers.with(text, "p", "0.2"));
    assertEquals(text, Regularizers.with(text, "q", "2"));
  }

  /** Of two, the inner one would be in force alone. */
  @ParameterizedTest
  @CsvSource({
    "dropconnect+l1+shakeout, weights have one noise; not dropconnect and shakeout",
    "zoneout+dropout+zoneout, recurrent states have one noise; not zoneout and zoneout"
  })
  void weightsAndStatesHaveOneNoise(String text, String message) {
    assertEquals(
        "regularizer: " + message.replace(';', ','),
        assertThrows(
                IllegalArgumentException.class,
                () -> Regularizers.regularization(text).around(null))
            .getMessage());
  }

  @Test
  void numbersMayBeSchedulesOverTheStepsOfTraining() {
    Layer scheduled = Regularizers.parse("sparseout:p=0..0.5/linear/10,q=1..3/cubic/4");
    RandomStream random = RandomStream.of(3);
    for (long step : new long[] {0, 1, 5, 10, 99}) {
      double left = Math.max(0, 1 - step / 4.0);
      float p = (float) (step >= 10 ? 0.5 : 0.05 * step);
      Layer now = new Sparseout(p, (float) (3 - 2 * left * left * left));
      assertArrayEquals(at(random, step, now), at(random, step, scheduled), "step " + step);
    }
    try (Pass pass = Pass.evaluation()) {
      Tensor x = pass.input(Tensor.full(1, 3));
      assertSame(x, scheduled.forward(x, pass));
    }
  }

  private static float[] at(RandomStream random, long step, Layer layer) {
    random.seek(step);
    try (Pass pass = Pass.training(random)) {
      return layer.forward(pass.input(Tensor.full(0.3f, 1000)), pass).toFloatArray();
    }
  }

  @Test
  void aKindOfAJarIsFound() {
    assertEquals(new HalvingKind.Halving(0.25f), Regularizers.parse("halving:p=0.25"));
    assertTrue(Regularizers.kinds().stream().anyMatch(kind -> kind instanceof HalvingKind));
    assertEquals("none", Regularizers.names().get(0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"dropout", "Halving", "", "two words", "9"})
  void aKindWithABadNameIsRefused(String name) {
    Map<String, RegularizerKind> kinds = new LinkedHashMap<>();
    Regularizers.kinds().forEach(kind -> kinds.put(kind.name(), kind));
    RegularizerKind bad = new HalvingKind(name);
    assertEquals(
        "regularizer: io.sparseout.regularizers.HalvingKind calls itself '"
            + name
            + "'; a name is small letters, digits and hyphens, and no other's",
        assertThrows(IllegalStateException.class, () -> Regularizers.add(bad, kinds)).getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dropuot:p=0.5 | regularizer: there is no 'dropuot'; did you mean 'dropout'? Known are NAMES",
        "xyzzyxyzzyxyzzy | regularizer: there is no 'xyzzyxyzzyxyzzy'; known are NAMES",
        "dropout+sparsout | regularizer: there is no 'sparsout'; did you mean 'sparseout'? Known"
            + " are NAMES",
        "dropout:p=0..1.5/linear/9 | dropout: p, the probability of dropping, is from 0 to 1, not"
            + " 1.5",
        "dropout:p=0..1/linear/0 | linear: a number of steps is 1 or more, not 0",
        "dropout:p=0..1/sine/9 | dropout: p, a schedule, is FROM..TO/SHAPE/STEPS with SHAPE linear,"
            + " cosine or cubic, such as 0..0.5/cubic/2000, not '0..1/sine/9'",
        "dropout:p=0..1 | dropout: p, a schedule, is FROM..TO/SHAPE/STEPS with SHAPE linear,"
            + " cosine or cubic, such as 0..0.5/cubic/2000, not '0..1'",
        "dropout:p=0..x/cubic/9 | dropout: p, a schedule, is FROM..TO/SHAPE/STEPS with SHAPE"
            + " linear, cosine or cubic, such as 0..0.5/cubic/2000, not '0..x/cubic/9'",
        "dropout:q=1 | dropout: there is no parameter 'q'; known are p",
        "sparseout:gradeint=exact | sparseout: there is no parameter 'gradeint'; did you mean"
            + " 'gradient'? Known are p, q, gradient, epsilon",
        "none:p=1 | none: there is no parameter 'p'; it takes none",
        "dropout:p | dropout: each parameter once, as key=value, not 'p'",
        "dropout:p=0.1,p=0.2 | dropout: each parameter once, as key=value, not 'p=0.1,p=0.2'",
        "dropout:p=half | p: a number is needed, not 'half'",
        "dropout:p=1.5 | dropout: p, the probability of dropping, is from 0 to 1, not 1.5",
        "sparseout:p=NaN | sparseout: p, the probability of dropping, is from 0 to 1, not NaN",
        "sparseout:gradient=real | sparseout: gradient is published or exact, not 'real'"
      })
  void whatIsWrongIsSaid(String text, String message) {
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> Regularizers.parse(text));
    String names = String.join(", ", Regularizers.names());
    assertEquals(message.replace("NAMES", names), error.getMessage());
  }
}
