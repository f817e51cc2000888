// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code generate} with models that {@code language} has saved. */
class GenerateRunTest {
  private static final String LINE = "one two three four five\n";

  @TempDir static Path folder;

  /** Models that have learned a line by heart, in words and in characters. */
  @BeforeAll
  static void train() throws Exception {
    Files.writeString(folder.resolve("a.txt"), LINE.repeat(200));
    for (String level : List.of("words", "characters")) {
      String options =
          "language --data a.txt --regularizer none --seeds 1 --epochs 10 --lr 0.01 --quiet"
              + " --optimizer adam --model lstm:24x1 --batch 5 --bptt 20 --out "
              + level
              + " --level "
              + level;
      new Program(folder).small().run(options.split(" ")).expect(0);
    }
  }

  private static Program.Result generate(String level, String... options) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                "generate",
                "--checkpoint",
                folder.resolve(level + "/checkpoints/none-seed1.safetensors").toString()));
    command.addAll(List.of(options));
    return new Program(folder).small().run(command.toArray(String[]::new));
  }

  @Test
  void aTextIsContinuedInWords() throws Exception {
    Program.Result result =
        generate("words", "--prompt", "one two", "--length", "9", "--top-k", "1");
    assertEquals(
        "one two three four five\none two three four five\n",
        result.expect(0).out().strip() + "\n");
    assertEquals("", result.err());
  }

  @Test
  void aTextIsContinuedInCharacters() throws Exception {
    String[] options = {"--prompt", "one tw", "--length", "17", "--temperature", "0.01"};
    assertEquals(LINE.strip(), generate("characters", options).expect(0).out().strip());
  }

  @Test
  void aSeedHasItsText() throws Exception {
    String[] hot = {"--temperature", "5", "--length", "60", "--seed", "3"};
    String text = generate("words", hot).expect(0).out();
    assertEquals(text, generate("words", hot).expect(0).out());
    hot[5] = "4";
    assertNotEquals(text, generate("words", hot).expect(0).out());
  }

  @Test
  void unknownWordsAreToldAndReadAllTheSame() throws Exception {
    String[] options = {"--prompt", "six two", "--length", "1", "--top-k", "1", "--json"};
    Program.Result result = generate("words", options).expect(0);
    assertEquals("sparseout: the model does not know six", result.err().strip());
    JsonObject json = result.json();
    assertEquals("six two", json.get("prompt").getAsString());
    assertEquals("six", json.getAsJsonArray("unknown").get(0).getAsString());
    assertTrue(json.get("text").getAsString().startsWith("six two"), json.toString());
    assertEquals(1, json.get("topK").getAsInt());
  }

  @Test
  void aBadFileAndABadNumberAreRefused() throws Exception {
    String[] options = {"generate", "--checkpoint", "a.txt"};
    Program.Result bad = new Program(folder).small().run(options).expect(5);
    assertTrue(bad.err().contains("a.txt"), bad.err());
    Program.Result many = generate("words", "--top-k", "100").expect(2);
    assertTrue(many.err().contains("--top-k: from 1 to "), many.err());
  }
}
