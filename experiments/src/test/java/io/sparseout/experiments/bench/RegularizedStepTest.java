// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sparseout.core.Buffer;
import io.sparseout.core.Layer;
import io.sparseout.core.Parameter;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;
import io.sparseout.regularizers.Regularization;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegularizedStepTest {
  /** Counts where a regularizer is asked in a step. */
  private static final class Counting implements Regularization {
    private final AtomicInteger onActivations = new AtomicInteger();
    private final AtomicInteger onModel = new AtomicInteger();
    private final AtomicInteger onRecurrentWeights = new AtomicInteger();

    @Override
    public Layer activations() {
      return counting(onActivations);
    }

    @Override
    public Layer weights() {
      return counting(onRecurrentWeights);
    }

    @Override
    public Layer around(Layer model) {
      return new Layer() {
        @Override
        public Tensor forward(Tensor x, Pass pass) {
          onModel.incrementAndGet();
          return model.forward(x, pass);
        }

        @Override
        public List<Parameter> parameters() {
          return model.parameters();
        }

        @Override
        public List<Buffer> buffers() {
          return model.buffers();
        }
      };
    }

    private static Layer counting(AtomicInteger count) {
      return (x, pass) -> {
        count.incrementAndGet();
        return x;
      };
    }
  }

  @ParameterizedTest
  @CsvSource({
    "mlp, true, 2, 0",
    "autoencoder, true, 1, 0",
    "lenet5, true, 1, 0",
    "wrn-10-2, true, 3, 0",
    "lstm, true, 3, 2",
    "linear-8, false, 1, 0"
  })
  void theRegularizerIsInItsPlaces(String name, boolean whole, int activations, int recurrent) {
    RegularizedStep step = RegularizedStep.of("--workload", name);
    assertEquals(whole, step.isWhole());
    Counting counting = new Counting();
    step.prepare(counting, 1).run();
    assertEquals(activations, counting.onActivations.get());
    assertEquals(1, counting.onModel.get());
    assertEquals(recurrent, counting.onRecurrentWeights.get());
  }

  @Test
  void aLinearHasItsWidth() {
    assertEquals(4096, RegularizedStep.of("--workload", "linear-4096").width().orElseThrow());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "linear-0    | --workload linear-0: from 1 to 8192, not 0",
        "linear-8193 | --workload linear-8193: from 1 to 8192, not 8193",
        "linear-N    | --workload: one of mlp, autoencoder, lenet5, wrn-10-2, lstm, lstm-650, linear-N, not 'linear-N'",
      })
  void othersAreRefused(String name, String message) {
    assertEquals(
        message,
        assertThrows(IllegalArgumentException.class, () -> RegularizedStep.of("--workload", name))
            .getMessage());
  }
}
