// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.plots;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparseout.core.Tensor;
import io.sparseout.datasets.ImageDataset;
import io.sparseout.regularizers.sparsity.Histogram;
import java.awt.AWTError;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlotsTest {
  @TempDir Path folder;

  @BeforeAll
  static void needNoDisplay() {
    System.setProperty("java.awt.headless", "true");
  }

  @Test
  void aChartHasEachLineInItsColour() {
    LineChart chart = new LineChart("title", "settings", "x", "y", 2).wholeX();
    chart.line("first", new double[] {1, 2, 3}, new double[] {1, 4, 9});
    chart.points("second", new double[] {1, 2, 3}, new double[] {9, 4, 1}, null);
    chart.dashed(new double[] {1, 2, 3}, new double[] {5, 5, 5});
    Set<Integer> colors = colors(chart.draw());
    assertTrue(colors.contains(Palette.color(0, 2).getRGB()));
    assertTrue(colors.contains(Palette.color(1, 2).getRGB()));
  }

  @Test
  void aChartOfOnePointAndOfALogarithmicAxisCanBeDrawn() {
    LineChart chart = new LineChart("t", "s", "x", "y", 1).logarithmicX().withoutLegend();
    chart.points("p", new double[] {0.1}, new double[] {0}, new double[] {0.5});
    assertTrue(colors(chart.draw()).size() > 2);
  }

  /** The value is drawn, the interval about it, and the limit where it belongs. */
  @Test
  void intervalsAreDrawnWithTheirLimit() {
    IntervalPicture.Bar bar = new IntervalPicture.Bar("q=1", 1.02, 0.99, 1.03);
    Picture picture =
        new IntervalPicture("t", "s")
            .draw(1, 1.05, List.of(new IntervalPicture.Panel("mlp", List.of(bar))));
    assertTrue(colors(picture).contains(Palette.color(0, 1).getRGB()));
    assertTrue(colors(picture).contains(0xFFB2182B), "the limit's colour");
    IntervalPicture.Bar exact = new IntervalPicture.Bar("q=1", 1, 1, 1);
    Picture same =
        new IntervalPicture("t", "s")
            .draw(1, 1, List.of(new IntervalPicture.Panel("mlp", List.of(exact))));
    assertTrue(colors(same).contains(Palette.color(0, 1).getRGB()));
  }

  @Test
  void bothAxesCanBeLogarithmic() {
    LineChart chart = new LineChart("t", "s", "x", "y", 1).logarithmicX().logarithmicY();
    double[] few = {0.01, 0.1};
    chart.points("p", new double[] {256, 4096}, new double[] {0.5, 200}, few);
    assertTrue(colors(chart.draw()).contains(Palette.color(0, 1).getRGB()));
  }

  @Test
  void marksOnLogarithmicAxesHaveNoLineBetweenThem() {
    double[] x = {1e-6, 1, 1e3};
    LineChart marks = new LineChart("t", "s", "x", "y", 1).logarithmicX().logarithmicY();
    marks.marks("m", x, x);
    LineChart line = new LineChart("t", "s", "x", "y", 1).logarithmicX().logarithmicY();
    line.points("m", x, x, null);
    int colour = Palette.color(0, 1).getRGB();
    long marked = count(Png.image(marks.draw()), colour);
    assertTrue(marked > 0 && count(Png.image(line.draw()), colour) > 2 * marked);
  }

  /** The same decades apart on a logarithmic axis, all but one at its foot on a linear one. */
  @Test
  void aLogarithmicVerticalAxisSpacesDecadesEvenly() {
    double[] x = {1, 2, 3};
    double[] y = {1e-4, 1e-2, 1};
    LineChart chart = new LineChart("t", "s", "x", "y", 1).logarithmicY().withoutLegend();
    chart.line("l", x, y);
    BufferedImage image = Png.image(chart.draw());
    int colour = Palette.color(0, 1).getRGB();
    int left = image.getWidth();
    int right = 0;
    for (int i = 0; i < image.getWidth(); i++) {
      if (row(image, i, colour) >= 0) {
        left = Math.min(left, i);
        right = Math.max(right, i);
      }
    }
    double middle = row(image, (left + right) / 2, colour);
    assertEquals((row(image, left, colour) + row(image, right, colour)) / 2.0, middle, 12);
  }

  @Test
  void rangesLeaveRoomAroundALine() {
    double[] x = {-1, 1};
    LineChart chart = new LineChart("t", "s", "x", "y", 1).ranges(-4, 4, -4, 4);
    chart.line("l", x, x);
    LineChart tight = new LineChart("t", "s", "x", "y", 1);
    tight.line("l", x, x);
    int colour = Palette.color(0, 1).getRGB();
    assertTrue(2 * count(Png.image(chart.draw()), colour) < count(Png.image(tight.draw()), colour));
  }

  /** The first row of a column that has a colour; -1 if none has. */
  private static int row(BufferedImage image, int column, int colour) {
    for (int y = 0; y < image.getHeight(); y++) {
      if (image.getRGB(column, y) == colour) {
        return y;
      }
    }
    return -1;
  }

  private static long count(BufferedImage image, int colour) {
    long count = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        count += image.getRGB(x, y) == colour ? 1 : 0;
      }
    }
    return count;
  }

  @Test
  void aHistogramHasItsBarsAndTheOutlineOfAnother() {
    Histogram bars = Histogram.spanning(Tensor.of(new float[] {-1, 0, 0, 0, 1}, 5), 7);
    Histogram outline = new Histogram(-1, 1, 7);
    outline.add(0.5);
    HistogramPicture picture = new HistogramPicture("t", "s");
    Set<Integer> plain = colors(picture.draw(List.of(new HistogramPicture.Panel("m", bars, null))));
    Set<Integer> both =
        colors(picture.draw(List.of(new HistogramPicture.Panel("m", bars, outline))));
    assertTrue(plain.contains(Palette.color(0, 1).getRGB()));
    assertTrue(!plain.contains(0xFFB2182B) && both.contains(0xFFB2182B), "the outline's colour");
  }

  @Test
  void aHistogramOfNothingCanBeDrawn() {
    Histogram empty = new Histogram(0, 1, 1);
    HistogramPicture picture = new HistogramPicture("t", "s");
    List<HistogramPicture.Panel> panels =
        Collections.nCopies(5, new HistogramPicture.Panel("m", empty, empty));
    assertTrue(colors(picture.draw(panels)).size() > 2);
  }

  @Test
  void aFilterIsWhiteAtZeroRedAboveBlueBelow() {
    Tensor weights = Tensor.of(new float[] {0, 2, -2, 1, 0, 0, 0, 0}, 2, 4);
    Picture image =
        new FilterPicture(1, 2, 2).draw("t", "s", List.of(new FilterPicture.Panel("m", weights)));
    Set<Integer> colors = colors(image);
    assertTrue(colors.contains(0xFF2166AC), "the largest below zero");
    assertTrue(colors.contains(0xFFB2182B), "the largest above zero");
    assertTrue(colors.contains(Palette.mix(Color.WHITE, new Color(0xB2182B), 0.5).getRGB()));
  }

  @Test
  void aColourFilterIsGreyAtZeroAndHasAChannelForEachColour() {
    Tensor weights = Tensor.of(new float[] {2, 0, 0, 0, 0, -2}, 1, 3, 1, 2);
    Picture image =
        new FilterPicture(3, 1, 2).draw("t", "s", List.of(new FilterPicture.Panel("m", weights)));
    Set<Integer> colors = colors(image);
    assertTrue(colors.contains(0xFFFF8080), "red above zero, the others at zero");
    assertTrue(colors.contains(0xFF808000), "blue below zero, the others at zero");
  }

  @Test
  void aMistakeIsShownAsTheImageItIs() {
    byte[] pixels = {10, 20, 30, 40, 50, 60};
    ImageDataset images =
        new ImageDataset("two", pixels, 3, 1, 1, new int[2], 2)
            .withClassNames(List.of("cat", "dog"));
    Picture image =
        new MistakePicture(images).draw("t", "s", List.of(new MistakePicture.Cell(1, 0, 1, 0.93f)));
    Set<Integer> colors = colors(image);
    assertTrue(colors.contains(0xFF28323C), "the second image's pixel");
    assertFalse(colors.contains(0xFF0A141E), "not the first's");
  }

  @Test
  void whatIsOfShapesIsPngAndSvgWhatIsOfPixelsPngAlone() throws Exception {
    PlotFiles files = new PlotFiles(folder, new PrintWriter(new StringWriter()));
    files.add("shapes", () -> Picture.ofShapes("t", "s", 30, 20, canvas -> {}));
    files.add("pixels", () -> Picture.ofPixels("t", "s", 40, 20, canvas -> {}));
    assertEquals(
        List.of(folder.resolve("shapes.png"), folder.resolve("pixels.png")), files.written());
    assertEquals(60, ImageIO.read(folder.resolve("shapes.png").toFile()).getWidth());
    assertEquals(80, ImageIO.read(folder.resolve("pixels.png").toFile()).getWidth());
    assertTrue(Files.readString(folder.resolve("shapes.svg")).startsWith("<svg "));
    assertTrue(Files.notExists(folder.resolve("pixels.svg")));
  }

  @Test
  void whereNothingCanBeDrawnItSaysSoAndGoesOn() {
    StringWriter err = new StringWriter();
    PlotFiles files = new PlotFiles(folder, new PrintWriter(err, true));
    files.add(
        "a",
        () -> {
          throw new AWTError("no fonts");
        });
    assertTrue(err.toString().contains("plot a cannot be drawn here: java.awt.AWTError: no fonts"));
    files.add(
        "b",
        () ->
            Picture.ofShapes(
                "t",
                "s",
                30,
                20,
                canvas -> {
                  throw new NoClassDefFoundError("no fonts");
                }));
    assertTrue(err.toString().contains("plot b cannot be drawn here"), err.toString());
    assertEquals(0, folder.toFile().list().length);
    assertEquals(List.of(), files.written());
  }

  private static Set<Integer> colors(Picture picture) {
    BufferedImage image = Png.image(picture);
    Set<Integer> colors = new HashSet<>();
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        colors.add(image.getRGB(x, y));
      }
    }
    return colors;
  }
}
