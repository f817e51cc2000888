// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class LanguageOptionsTest {
  @Command
  private static final class Holder {
    @Mixin private LanguageOptions options;
  }

  private static LanguageConfig config(String... arguments) {
    Holder holder = new Holder();
    new CommandLine(holder).parseArgs(arguments);
    return holder.options.config(5);
  }

  @Test
  void withoutOptionsItIsSmallAndOnSentences() {
    assertNull(config().preset());
    assertEquals("sentences", config().data());
    assertEquals("words", config().level());
    assertEquals(List.of(5L, 6L, 7L), config().seeds());
    assertEquals(1, config().selectSeeds());
    assertEquals(64, config().embedding(), "the model's units");
    assertFalse(config().tied());
    assertEquals(
        new Places("none", "compared", "compared", "compared", "none", "locked", 0, 0),
        config().places());
    assertEquals("lstm:32x2", config("--preset", "smoke").model());
  }

  /** A rate and a norm for sums over 35 steps, for their mean. */
  @Test
  void thePresetsOfPtbAreThoseOfZaremba() {
    LanguageConfig small = config("--preset", "small");
    assertEquals("lstm:200x2", small.model());
    assertEquals(0.1, small.initRange());
    assertEquals(13, small.epochs());
    LanguageConfig medium = config("--preset", "medium");
    assertEquals("ptb", medium.data());
    assertNull(medium.limit());
    assertEquals("lstm:650x2", medium.model());
    assertEquals(1.0, medium.learningRate() / medium.bptt());
    assertEquals(5, medium.clip() * medium.bptt(), 1e-12);
    assertEquals(6, medium.decayAfter());
    LanguageConfig large = config("--preset", "large");
    assertEquals("lstm:1500x2", large.model());
    assertEquals(10, large.clip() * large.bptt(), 1e-12);
    assertEquals(0.04, large.initRange());
  }

  @Test
  void theCommandLineGoesBeforeThePreset() {
    String all =
        "--preset large --data a.txt --level characters --min-count 3 --limit 50 --model gru:8x3"
            + " --emsize 7 --adaptive 4,9 --init-range 0.2 --regularizer none,dropout:p=0.2 --q 1"
            + " --p 0.25,0.75 --dropoute 0.1 --dropouti compared --dropouth sparseout:p=0.3,q=1"
            + " --dropout none --wdrop .5 --masks fresh --alpha 2 --beta 1 --epochs 4 --bptt 9"
            + " --batch_size 6 --optimizer adam --lr 0.01 --lr-decay 0.7 --decay-after 3 --nonmono 7 --wdecay"
            + " 0.001 --clip 0 --seeds 2 --select-seeds 2";
    assertEquals(
        new LanguageConfig(
            "large",
            "a.txt",
            "characters",
            3,
            50,
            "gru:8x3",
            7,
            false,
            List.of(4, 9),
            0.2,
            List.of("none", "dropout:p=0.2"),
            List.of(1f),
            List.of(0.25f, 0.75f),
            new Places(
                "dropout:p=0.1",
                "compared",
                "sparseout:p=0.3,q=1",
                "none",
                "dropout:p=0.5",
                "fresh",
                2,
                1),
            4,
            9,
            6,
            "adam",
            0.01,
            0.7,
            3,
            7,
            0.001,
            0,
            List.of(5L, 6L),
            2),
        config(all.split(" ")));
  }

  @Test
  void thePresetsLimitIsOfThePresetsText() {
    assertEquals(100_000, config("--data", "sentences").limit());
    assertNull(config("--data", "ptb").limit());
    assertEquals(50, config("--data", "ptb", "--limit", "50").limit());
  }

  @Test
  void thereIsNothingBetweenTheLayersOfOne() {
    String[] nowhere = {"--dropout", "none", "--dropouti", "none", "--model", "lstm:8x1"};
    assertThrows(IllegalArgumentException.class, () -> config(nowhere));
    nowhere[5] = "lstm:8x2";
    assertEquals("compared", config(nowhere).places().between());
  }

  @Test
  void aFactorAloneIsForPlateaus() {
    assertEquals(3, config().decayAfter());
    assertNull(config("--lr-decay", "0.25").decayAfter());
    assertEquals(7, config("--lr-decay", "0.25", "--decay-after", "7").decayAfter());
    assertEquals(0.5, config("--decay-after", "7").decay(), "the preset's");
    assertEquals(1, config("--optimizer", "asgd").decay());
  }

  @Test
  void adamHasARateOfItsOwnUnlessOneIsSaid() {
    assertEquals(0.001, config("--optimizer", "adam").learningRate());
    assertEquals(0.3, config("--optimizer", "adam", "--lr", "0.3").learningRate());
  }
}
