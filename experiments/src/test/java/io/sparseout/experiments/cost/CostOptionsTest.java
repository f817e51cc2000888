// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CostOptionsTest {
  private static CostConfig config(String arguments) {
    CostOptions options = new CostOptions();
    CommandLine line = new CommandLine(CommandLine.Model.CommandSpec.create());
    line.addMixin("options", options);
    line.parseArgs(arguments.isEmpty() ? new String[0] : arguments.split(" "));
    return options.config(7);
  }

  @ParameterizedTest
  @ValueSource(strings = {"smoke", "small", "paper"})
  void presetsHaveAllThreeNetworksAndDropout(String preset) {
    CostConfig config = config("--preset " + preset);
    assertTrue(config.workloads().containsAll(List.of("mlp", "lenet5", "lstm")));
    assertTrue(config.regularizers().containsAll(List.of("none", "sparseout:p=0.5,q=1.37")));
    assertEquals("dropout:p=0.5", config.baseline());
    assertTrue(config.regularizers().contains(config.baseline()));
    assertEquals(7, config.seed());
  }

  @Test
  void masksOfExamplesAreLeftOutOfNetworksAndWideLayers() {
    CostConfig config = config("--preset paper");
    String examples = "bridgeout:p=0.5,q=1.5,masks=example";
    assertTrue(config.regularizers().contains(examples));
    for (String workload : config.workloads()) {
      boolean measured = List.of("linear-256", "linear-512", "linear-1024").contains(workload);
      assertEquals(measured, config.regularizersOf(workload).contains(examples), workload);
      assertTrue(config.regularizersOf(workload).contains("bridgeout:p=0.5,q=1.5"));
    }
    assertTrue(config("").leftOut().isEmpty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "none,sparseout:p=0.2,q=1          | dropout:p=0.5 | 3",
        "none,dropout:p=0.2,dropout:p=0.1  | dropout:p=0.2 | 3",
        "sparseout:p=0.5,q=2               | dropout:p=0.5 | 2",
        "dropout:p=0.3+l2:strength=0.1     | dropout:p=0.5 | 2",
      })
  void dropoutIsAlwaysThere(String regularizers, String baseline, int count) {
    CostConfig config = config("--regularizer " + regularizers);
    assertEquals(baseline, config.baseline());
    assertEquals(count, config.regularizers().size());
    assertTrue(config.regularizers().contains(baseline));
  }
}
