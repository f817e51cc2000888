// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.sparsity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class SparsityOptionsTest {
  private static final List<Float> NORMS = List.of(1f, 1.5f, 2f, 2.5f, 3f);

  @Command
  private static final class Holder {
    @Mixin private SparsityOptions options;
  }

  private static SparsityOptions options(String... arguments) {
    Holder holder = new Holder();
    new CommandLine(holder).parseArgs(arguments);
    return holder.options;
  }

  private static SparsityConfig config(String... arguments) {
    return options(arguments).config(5);
  }

  @Test
  void withoutOptionsItIsOneSettingOnDigits() {
    assertEquals(
        new SparsityConfig(
            null,
            "digits",
            null,
            List.of("relu"),
            NORMS,
            List.of(0.5f),
            List.of("published"),
            NORMS.stream()
                .map(q -> "sparseout:p=0.5,q=" + text(q) + ",gradient=published")
                .toList(),
            256,
            5,
            128,
            0.001,
            List.of(5L)),
        config());
  }

  private static String text(float q) {
    return Float.toString(q).replace(".0", "");
  }

  @Test
  void presetsHaveBothGradientsAndSeveralSeeds() {
    for (String preset : List.of("smoke", "small", "paper")) {
      SparsityConfig config = config("--preset", preset);
      assertEquals(preset, config.preset());
      assertEquals(NORMS, config.q());
      assertEquals(List.of("published", "exact"), config.gradient());
      assertEquals(preset.equals("smoke") ? "digits" : "mnist", config.data());
      assertEquals(preset.equals("paper") ? 10 : 5, config.seeds().size());
    }
    assertEquals(List.of("relu", "sigmoid"), config("--preset", "small").code());
    assertEquals(List.of(0.3f, 0.5f, 0.7f), config("--preset", "paper").p());
    assertNull(config("--preset", "small").limit());
  }

  @Test
  void theCommandLineGoesBeforeThePreset() {
    String all =
        "--preset paper --data digits --limit 50 --code sigmoid --q 1,2 --p 0.25 --gradient exact"
            + " --hidden 9 --epochs 2 --batch 7 --lr 0.01 --seeds 2";
    assertEquals(
        new SparsityConfig(
            "paper",
            "digits",
            50,
            List.of("sigmoid"),
            List.of(1f, 2f),
            List.of(0.25f),
            List.of("exact"),
            List.of("sparseout:p=0.25,q=1,gradient=exact", "sparseout:p=0.25,q=2,gradient=exact"),
            9,
            2,
            7,
            0.01,
            List.of(5L, 6L)),
        config(all.split(" ")));
  }

  @Test
  void otherRegularizersHaveNeitherNormsNorGradients() {
    SparsityConfig config = config("--preset", "small", "--regularizer", "none,dropout:p=0.3");
    assertNull(config.q());
    assertNull(config.p());
    assertNull(config.gradient());
    assertEquals(List.of("none", "dropout:p=0.3"), config.regularizers());
  }

  /** Checkpoints of single settings are called as they always were. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--q 1.5                                  | q=1.5-seed7",
        "--q 1.5 --gradient exact --p 0.3         | q=1.5-seed7",
        "--q 1.5 --code sigmoid                   | q=1.5-seed7",
        "--q 1.5 --gradient exact,published       | q=1.5,exact-seed7",
        "--q 1.5 --p 0.3,0.5                      | q=1.5,p=0.3-seed7",
        "--q 1.5 --code sigmoid,relu              | q=1.5,sigmoid-seed7",
        "--preset paper                           | q=1,p=0.3,published,relu-seed7",
        "--regularizer dropout:p=0.3              | dropout-p=0.3-seed7",
        "--regularizer none --code relu,sigmoid   | none,relu-seed7",
      })
  void namesSayWhatThereIsSeveralOf(String arguments, String name) {
    Treatment first = options(arguments.strip().split(" +")).treatments().get(0);
    assertEquals(name.strip(), first.regularizer().trialName(7));
  }

  @Test
  void everyTreatmentHasANameOfItsOwn() {
    List<Treatment> all = options("--preset", "paper").treatments();
    assertEquals(60, all.size());
    assertEquals(60, all.stream().map(each -> each.regularizer().trialName(1)).distinct().count());
  }
}
