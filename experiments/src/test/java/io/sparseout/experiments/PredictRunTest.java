// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import io.sparseout.core.io.Checkpoint;
import io.sparseout.core.random.RandomStream;
import io.sparseout.datasets.Digits;
import io.sparseout.datasets.ImageDataset;
import io.sparseout.layers.Linear;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code predict} with a model that {@code train} has saved. */
class PredictRunTest {
  @TempDir static Path folder;

  private static String model;
  private static JsonObject row;

  @BeforeAll
  static void train() throws Exception {
    String options = "--quiet --limit 300 --model mlp:24 --regularizer none --epochs 8 --batch 50";
    new Program(folder).small().run(("train --out run " + options).split(" ")).expect(0);
    model = folder.resolve("run/checkpoints/none-seed1.safetensors").toString();
    String results = Files.readString(folder.resolve("run/results.json"));
    row = Program.json(results).getAsJsonArray("rows").get(0).getAsJsonObject();
  }

  @Test
  void theAccuracyOnADataSetIsThatOfTheTraining() throws Exception {
    List<String> lines = lines("--data", "digits", "--limit", "300", "--json");
    assertEquals(301, lines.size());
    JsonObject summary = Program.json(lines.get(300));
    assertEquals("digits", summary.get("data").getAsString());
    assertEquals(300, summary.get("images").getAsInt());
    double accuracy = summary.get("testAccuracy").getAsDouble();
    assertEquals(row.get("testAccuracy").getAsDouble(), accuracy);
    int right = 0;
    for (String line : lines.subList(0, 300)) {
      JsonObject image = Program.json(line);
      right += image.get("label").equals(image.get("prediction")) ? 1 : 0;
    }
    assertEquals(right, 300 * accuracy, 1e-9);
  }

  @Test
  void aPngIsClassifiedAsTheImageThatItIs() throws Exception {
    ImageDataset images = Digits.test(300, 1);
    for (int i = 0; i < 3; i++) {
      write(images, i, BufferedImage.TYPE_BYTE_GRAY, i + ".png");
      write(images, i, BufferedImage.TYPE_INT_RGB, i + "-rgb.png");
    }
    List<String> set = lines("--data", "digits", "--limit", "3", "--top", "10", "--json");
    List<String> files = lines("0.png", "1.png", "2.png", "0-rgb.png", "--top", "10", "--json");
    assertEquals(4, files.size());
    for (int i = 0; i < 4; i++) {
      JsonObject expected = Program.json(set.get(i % 3));
      JsonObject actual = Program.json(files.get(i));
      assertEquals(expected.get("top"), actual.get("top"));
      assertEquals(i < 3 ? i + ".png" : "0-rgb.png", actual.get("image").getAsString());
      assertTrue(actual.get("label").isJsonNull());
      double sum = 0;
      for (var one : actual.getAsJsonArray("top")) {
        sum += one.getAsJsonObject().get("probability").getAsDouble();
      }
      assertEquals(1, sum, 1e-5);
    }
    String text = lines("0.png", "--top", "2").get(0);
    assertTrue(text.matches("0\\.png: \\d \\d+\\.\\d %, \\d \\d+\\.\\d %"), text);
  }

  @Test
  void whatCannotBeClassifiedIsAnErrorOfTheData() throws Exception {
    ImageIO.write(new BufferedImage(32, 30, 1), "png", folder.resolve("large.png").toFile());
    Files.writeString(folder.resolve("text.png"), "no image");
    refused(3, "nothing.png: there is no such file", "nothing.png");
    refused(3, "text.png: it is no PNG file", "text.png");
    refused(
        3,
        "large.png: it is 32 pixels wide and 30 high, the model takes images 28 wide and 28 high",
        "large.png");
    refused(2, "--top: from 1 to 10, not 11", "--data", "digits", "--top", "11");
  }

  @Test
  void aCheckpointWithoutItsDescriptionCannotBeUsed() throws Exception {
    Checkpoint.save(folder.resolve("bare"), new Linear(2, 2, RandomStream.of(1)));
    Program.Result bare = run("predict", "--checkpoint", "bare", "--data", "digits").expect(5);
    assertTrue(bare.err().contains("bare: it does not say which model it is of"), bare.err());
    Program.Result none = run("predict", "--checkpoint", "none", "--data", "digits").expect(5);
    assertTrue(none.err().contains("none: it cannot be read"), none.err());
  }

  private static void write(ImageDataset images, int i, int type, String name) throws Exception {
    float[] values = images.images(i, 1).toFloatArray();
    BufferedImage image = new BufferedImage(28, 28, type);
    for (int at = 0; at < values.length; at++) {
      for (int band = 0; band < image.getRaster().getNumBands(); band++) {
        image.getRaster().setSample(at % 28, at / 28, band, Math.round(255 * values[at]));
      }
    }
    ImageIO.write(image, "png", folder.resolve(name).toFile());
  }

  private static List<String> lines(String... options) throws Exception {
    return predict(options).expect(0).out().lines().toList();
  }

  private static void refused(int code, String message, String... options) throws Exception {
    Program.Result result = predict(options).expect(code);
    assertTrue(result.err().contains(message), result.err());
    assertEquals("", result.out());
  }

  private static Program.Result predict(String... options) throws Exception {
    List<String> args = new ArrayList<>(List.of("predict", "--checkpoint", model));
    args.addAll(List.of(options));
    return run(args.toArray(String[]::new));
  }

  private static Program.Result run(String... args) throws Exception {
    return new Program(folder).small().run(args);
  }
}
