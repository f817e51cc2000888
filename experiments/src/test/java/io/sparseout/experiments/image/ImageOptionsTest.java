// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class ImageOptionsTest {
  @Command
  private static final class Holder {
    @Mixin private ImageOptions options;
  }

  private static ImageConfig config(String... arguments) {
    Holder holder = new Holder();
    new CommandLine(holder).parseArgs(arguments);
    return holder.options.config(5);
  }

  @Test
  void withoutOptionsItIsSmallAndOnShapes() {
    assertNull(config().preset());
    assertEquals("shapes", config().data());
    assertEquals(List.of(5L, 6L), config().seeds());
    assertEquals(0.05, config().learningRate());
    assertTrue(config().augment());
    assertEquals("smoke", config("--preset", "smoke").preset());
    assertEquals(400, config("--preset", "smoke").limit());
    assertEquals(10_000, config("--preset", "small").limit());
  }

  @Test
  void thePaperPresetIsAsPublished() {
    ImageConfig config = config("--preset", "paper");
    assertEquals("cifar10", config.data());
    assertEquals("wrn-28-10", config.model());
    assertNull(config.limit());
    assertEquals(200, config.epochs());
    assertEquals(128, config.batch());
    assertEquals(0.1, config.learningRate());
    assertEquals(0.9, config.momentum());
    assertEquals(5e-4, config.weightDecay());
  }

  @Test
  void theCommandLineGoesBeforeThePreset() {
    String all =
        "--preset paper --data mnist --limit 50 --validation 0.5 --model vgg --regularizer none,"
            + "dropout:p=0.2 --q 1 --droprate 0.25,0.75 --seeds 1 --epochs 2 --batch 7 --lr 0.01"
            + " --momentum 0 --wd 0 --no-augment";
    assertEquals(
        new ImageConfig(
            "paper",
            "mnist",
            50,
            0.5,
            "vgg",
            List.of("none", "dropout:p=0.2"),
            List.of(1f),
            List.of(0.25f, 0.75f),
            2,
            7,
            0.01,
            0,
            0,
            false,
            List.of(5L)),
        config(all.split(" ")));
    assertFalse(config("--no-augment").augment());
  }

  @Test
  void lenet5HasARateOfItsOwnUnlessOneIsSaid() {
    assertEquals(0.02, config("--model", "lenet5").learningRate());
    assertEquals(0.3, config("--model", "lenet5", "--lr", "0.3").learningRate());
  }
}
