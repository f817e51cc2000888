// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.compress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class CompressOptionsTest {
  @Command
  private static final class Holder {
    @Mixin private CompressOptions options;
  }

  private static CompressConfig config(String... arguments) {
    Holder holder = new Holder();
    new CommandLine(holder).parseArgs(arguments);
    return holder.options.config(5);
  }

  @Test
  void withoutOptionsItIsSmallAndOnDigits() {
    CompressConfig config = config();
    assertEquals("smoke", config.preset());
    assertEquals("digits", config.data());
    assertNull(config.limit());
    assertEquals(List.of("one-shot", "gradual", "structured"), config.methods());
    assertEquals(List.of(0.5, 0.9, 0.99), config.sparsity());
    assertEquals(0.1, config.learningRate());
    assertTrue(config.quantize());
    assertEquals(List.of(5L), config.seeds());
  }

  @Test
  void thePresetSmallIsOnMnist() {
    CompressConfig config = config("--preset", "small");
    assertEquals("mnist", config.data());
    assertEquals("mlp:1024,1024", config.model());
    assertEquals(List.of(0.5, 0.8, 0.9, 0.95, 0.99), config.sparsity());
  }

  @Test
  void theCommandLineGoesBeforeThePreset() {
    String all =
        "--preset small --data digits --limit 50 --model lenet5 --regularizer none --epochs 2"
            + " --fine-tune 0 --batch 7 --optimizer adam --schedule constant --methods structured"
            + " --sparsity 0.3 --units 0.2,0.4 --norm 1 --ramp 0,1 --no-quantize --seconds 3 --seeds 2";
    assertEquals(
        new CompressConfig(
            "small",
            "digits",
            50,
            "lenet5",
            "none",
            2,
            0,
            7,
            "adam",
            0.001,
            "constant",
            List.of("structured"),
            List.of(0.3),
            List.of(0.2, 0.4),
            1,
            0,
            1,
            false,
            3,
            List.of(5L, 6L)),
        config(all.split(" ")));
  }

  @Test
  void eachNetworkHasOneOfEightBitsRightAfterIt() {
    List<String> names =
        Setting.of(config("--methods", "structured,gradual")).stream()
            .map(setting -> setting.trialName(1))
            .toList();
    assertEquals(2 * (1 + 2 + 3), names.size());
    assertEquals(
        List.of(
            "dense-seed1", "dense-int8-seed1", "structured-0.5-seed1", "structured-0.5-int8-seed1"),
        names.subList(0, 4));
    List<Setting> floats = Setting.of(config("--no-quantize", "--methods", "gradual"));
    assertEquals(4, floats.size());
    assertFalse(floats.stream().anyMatch(Setting::quantized));
  }
}
