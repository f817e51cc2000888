// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Small runs of the command {@code train}. */
class TrainRunTest {
  private static final String[] TINY = "train --limit 300 --model mlp:24 --batch 50".split(" ");

  @TempDir Path folder;

  @Test
  void trainsAModelForEachRegularizer() throws Exception {
    Program.Result result =
        run(
                "--regularizer",
                "none;dropout:p=0.2",
                "--regularizer",
                "sparseout:q=1.5",
                "--epochs",
                "3",
                "--optimizer",
                "adam",
                "--out",
                "run")
            .expect(0);
    List<String> lines = result.out().lines().toList();
    assertTrue(
        lines.get(0).matches("regularizer +test accuracy, % +test loss +seconds"), lines.get(0));
    assertTrue(lines.get(3).startsWith("sparseout:q=1.5 "), lines.get(3));
    JsonObject results = json("run/results.json");
    assertEquals(3, results.getAsJsonArray("rows").size());
    JsonObject row = results.getAsJsonArray("rows").get(1).getAsJsonObject();
    double accuracy = row.get("testAccuracy").getAsDouble();
    assertTrue(accuracy > 0.2 && accuracy <= 1, "better than chance: " + accuracy);
    assertEquals(0.2f, row.get("p").getAsFloat());
    assertTrue(row.get("q").isJsonNull());
    assertEquals(9, Files.readAllLines(folder.resolve("run/metrics.jsonl")).size());
    for (String plot : new String[] {"accuracy", "loss"}) {
      assertTrue(ImageIO.read(folder.resolve("run/plots/" + plot + ".png").toFile()) != null);
    }
    assertTrue(Files.exists(folder.resolve("run/checkpoints/none-seed1.safetensors")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"linear", "lenet5", "vgg", "wrn-10-1"})
  void trainsEveryModel(String model) throws Exception {
    String options = "train --quiet --limit 40 --batch 20 --epochs 1 --lr 0.01 --out run --model ";
    new Program(folder).inOneJvm().run((options + model).split(" ")).expect(0);
    assertEquals(1, json("run/results.json").getAsJsonArray("rows").size());
  }

  @Test
  void resumedTrainingComesToTheSameBits() throws Exception {
    run("--epochs", "4", "--checkpoints", "all", "--out", "whole").expect(0);
    Path half = folder.resolve("whole/checkpoints/dropout-p=0.5-seed1/epoch-0002.safetensors");
    run("--epochs", "4", "--resume", half.toString(), "--out", "rest").expect(0);
    assertEquals(hash("whole"), hash("rest"));
    assertEquals(2, Files.readAllLines(folder.resolve("rest/metrics.jsonl")).size());
  }

  @Test
  void aCheckpointThatCannotBeUsedIsAnError() throws Exception {
    Program.Result missing = run("--resume", "nothing", "--out", "a").expect(5);
    assertTrue(missing.err().contains("nothing: it cannot be read"), missing.err());
    Files.writeString(folder.resolve("text"), "this is no checkpoint");
    Program.Result wrong = run("--resume", "text", "--out", "b").expect(5);
    assertTrue(wrong.err().contains("text: "), wrong.err());
  }

  @Test
  void aLossThatIsNotFiniteEndsItWithPlaceAndLeavesWhatWasFinished() throws Exception {
    Program.Result result = run("--lr", "1e30", "--out", "run").expect(4);
    assertTrue(
        result.err().matches("(?s).*dropout-p=0.5-seed1: the loss is .* in epoch 1, step \\d+,.*"),
        result.err());
    assertTrue(result.err().contains("in the output of layer "), result.err());
    assertEquals("failed", json("run/results.json").get("status").getAsString());
  }

  private Program.Result run(String... options) throws Exception {
    List<String> args = new ArrayList<>(List.of(TINY));
    args.addAll(List.of(options));
    args.add("--quiet");
    return new Program(folder).small().run(args.toArray(new String[0]));
  }

  private String hash(String run) throws Exception {
    JsonObject results = json(run + "/results.json");
    JsonObject row = results.getAsJsonArray("rows").get(0).getAsJsonObject();
    return row.get("weightsSha256").getAsString();
  }

  private JsonObject json(String file) throws Exception {
    return Program.json(Files.readString(folder.resolve(file)));
  }
}
