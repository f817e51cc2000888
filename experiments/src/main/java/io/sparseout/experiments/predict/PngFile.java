// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.predict;

import io.sparseout.experiments.models.ModelDescription;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * The pixels of a PNG file as a model takes them: eight bits a sample, one channel for grey, three
 * for red, green and blue. A grey image is as good as one of colours; one of colours is grey if all
 * of them are.
 */
final class PngFile {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final int OPAQUE = 255;

  private final Path file;
  private final ModelDescription model;

  private PngFile(Path file, ModelDescription model) {
    this.file = file;
    this.model = model;
  }

  /**
   * The samples of an image, by channel, row and column.
   *
   * @throws ImageFileException if there is no such file, it is no sound PNG, or an image that the
   *     model does not take
   */
  static byte[] read(Path file, ModelDescription model) {
    return new PngFile(file, model).read();
  }

  private byte[] read() {
    ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
    try {
      checkFile();
      try (ImageInputStream input = ImageIO.createImageInputStream(file.toFile())) {
        reader.setInput(input, true, true);
        checkSize(reader.getWidth(0), reader.getHeight(0)); // before memory is taken
        return samples(reader.read(0));
      }
    } catch (NoSuchFileException e) {
      throw new ImageFileException(file, "there is no such file", e);
    } catch (ImageFileException e) {
      throw e;
    } catch (IOException | RuntimeException e) { // the reader throws either at damage
      throw new ImageFileException(
          file, "it cannot be read or is damaged, " + e.getMessage() + "; save it anew", e);
    } finally {
      reader.dispose();
    }
  }

  private void checkFile() throws IOException {
    try (InputStream input = new BufferedInputStream(Files.newInputStream(file))) {
      if (!Arrays.equals(input.readNBytes(SIGNATURE.length), SIGNATURE)) {
        throw refused("it is no PNG file; convert it to one");
      }
      PngChunks.check(input);
    }
  }

  private void checkSize(int width, int height) {
    if (width != model.width() || height != model.height()) {
      throw refused(
          String.format(
              "it is %d pixels wide and %d high, the model takes images %d wide and %d high",
              width, height, model.width(), model.height()));
    }
  }

  private byte[] samples(BufferedImage image) {
    int[][] bands = bands(image);
    if (model.channels() != 1 && model.channels() != 3) {
      throw refused("the model takes " + model.channels() + " channels, which no PNG has");
    }
    int plane = model.height() * model.width();
    byte[] samples = new byte[model.channels() * plane];
    for (int i = 0; i < plane; i++) {
      if (model.channels() == 1 && (bands[0][i] != bands[1][i] || bands[0][i] != bands[2][i])) {
        throw refused("it has colours, the model takes grey images; save it as grey");
      }
      for (int channel = 0; channel < model.channels(); channel++) {
        samples[channel * plane + i] = (byte) bands[channel][i];
      }
    }
    return samples;
  }

  /** Red, green and blue. Grey samples are taken as they are: getRGB would change them. */
  private int[][] bands(BufferedImage image) {
    if (image.getColorModel() instanceof IndexColorModel) {
      return bands(
          image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth()));
    }
    if (image.getSampleModel().getSampleSize(0) != 8) {
      throw refused(
          "it has " + image.getSampleModel().getSampleSize(0) + " bits a sample; save it with 8");
    }
    Raster raster = image.getRaster();
    int count = raster.getNumBands();
    if (count % 2 == 0) { // the last one is alpha
      checkOpaque(band(raster, count - 1));
    }
    int[] first = band(raster, 0);
    return count < 3
        ? new int[][] {first, first, first}
        : new int[][] {first, band(raster, 1), band(raster, 2)};
  }

  private int[][] bands(int[] colours) {
    checkOpaque(Arrays.stream(colours).map(colour -> colour >>> 24).toArray());
    return new int[][] {
      Arrays.stream(colours).map(colour -> colour >> 16 & 0xff).toArray(),
      Arrays.stream(colours).map(colour -> colour >> 8 & 0xff).toArray(),
      Arrays.stream(colours).map(colour -> colour & 0xff).toArray()
    };
  }

  private static int[] band(Raster raster, int band) {
    return raster.getSamples(0, 0, raster.getWidth(), raster.getHeight(), band, (int[]) null);
  }

  private void checkOpaque(int... alpha) {
    if (Arrays.stream(alpha).anyMatch(value -> value != OPAQUE)) {
      throw refused("it is transparent in parts; save it on a background");
    }
  }

  private ImageFileException refused(String problem) {
    return new ImageFileException(file, problem, null);
  }
}
