// SPDX-License-Identifier: Apache-2.0
package io.sparseout.regularizers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;
import io.sparseout.core.random.RandomStream;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dropuot:p=0.5 | regularizer: there is no 'dropuot'; did you mean 'dropout'? Known are none,"
            + " dropout, sparseout",
        "xyzzy | regularizer: there is no 'xyzzy'; known are none, dropout, sparseout",
        "dropout:q=1 | dropout: there is no parameter 'q'; known are p",
        "sparseout:gradeint=exact | sparseout: there is no parameter 'gradeint'; did you mean"
            + " 'gradient'? Known are epsilon, gradient, p, q",
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
    assertEquals(message, error.getMessage());
  }
}
