// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.predict;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparseout.experiments.models.ModelDescription;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Samples of PNG files of all kinds, and what is said of those that a model does not take. */
class PngFileTest {
  @TempDir Path folder;

  @Test
  void greySamplesAreTakenAsTheyAre() throws Exception {
    BufferedImage image = new BufferedImage(3, 2, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setSamples(0, 0, 3, 2, 0, new int[] {0, 1, 2, 127, 128, 255});
    byte[] samples = {0, 1, 2, 127, (byte) 128, (byte) 255};
    assertArrayEquals(samples, PngFile.read(write(image), model(1)));
    byte[] three = PngFile.read(write(image), model(3));
    for (int channel = 0; channel < 3; channel++) {
      assertArrayEquals(samples, Arrays.copyOfRange(three, 6 * channel, 6 * channel + 6));
    }
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        BufferedImage.TYPE_INT_RGB,
        BufferedImage.TYPE_3BYTE_BGR,
        BufferedImage.TYPE_INT_ARGB,
        BufferedImage.TYPE_4BYTE_ABGR
      })
  void coloursAreThreePlanes(int type) throws Exception {
    byte[] expected = {1, 2, 3, 4, 5, 6, 11, 12, 13, 14, 15, 16, 21, 22, 23, 24, 25, 26};
    assertArrayEquals(expected, PngFile.read(write(colours(type)), model(3)));
    assertRefused("it has colours, the model takes grey images", write(colours(type)), model(1));
  }

  @Test
  void aPaletteIsLookedUp() throws Exception {
    BufferedImage image = new BufferedImage(3, 2, BufferedImage.TYPE_BYTE_BINARY);
    image.setRGB(1, 0, 0xffffffff);
    assertArrayEquals(new byte[] {0, -1, 0, 0, 0, 0}, PngFile.read(write(image), model(1)));
  }

  @Test
  void transparencyAndSixteenBitsAreRefused() throws Exception {
    BufferedImage transparent = colours(BufferedImage.TYPE_INT_ARGB);
    transparent.setRGB(0, 0, 0x7f010b15);
    assertRefused("it is transparent in parts", write(transparent), model(3));
    BufferedImage deep = new BufferedImage(3, 2, BufferedImage.TYPE_USHORT_GRAY);
    assertRefused("it has 16 bits a sample; save it with 8", write(deep), model(1));
  }

  @Test
  void aFileThatIsCutShortOrChangedAnywhereIsRefused() throws Exception {
    byte[] whole = Files.readAllBytes(write(colours(BufferedImage.TYPE_INT_RGB)));
    for (int at = 0; at < whole.length; at++) {
      Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(whole, at));
      String problem = at < 8 ? "it is no PNG file" : "it cannot be read or is damaged, ";
      assertRefused(problem, cut, model(3));
      byte[] changed = whole.clone();
      changed[at] ^= 0x55;
      Path file = Files.write(folder.resolve("changed"), changed);
      assertRefused(problem, file, model(3));
    }
  }

  private static BufferedImage colours(int type) {
    BufferedImage image = new BufferedImage(3, 2, type);
    for (int i = 0; i < 6; i++) {
      int rgb = (i + 1) << 16 | (i + 11) << 8 | (i + 21);
      image.setRGB(i % 3, i / 3, 0xff000000 | rgb);
    }
    return image;
  }

  private static void assertRefused(String problem, Path file, ModelDescription model) {
    String message =
        assertThrows(ImageFileException.class, () -> PngFile.read(file, model)).getMessage();
    assertTrue(message.startsWith(file + ": " + problem), message);
  }

  private Path write(BufferedImage image) throws Exception {
    Path file = folder.resolve("image.png");
    assertTrue(ImageIO.write(image, "png", file.toFile()));
    return file;
  }

  private static ModelDescription model(int channels) {
    return new ModelDescription(
        "linear", "none", "digits", channels, 2, 3, List.of("0", "1"), null, null);
  }
}
