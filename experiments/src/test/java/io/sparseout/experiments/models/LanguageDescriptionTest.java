// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;
import io.sparseout.core.io.Checkpoint;
import io.sparseout.core.io.CheckpointException;
import io.sparseout.core.random.RandomStream;
import io.sparseout.datasets.Vocabulary;
import io.sparseout.layers.LanguageModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageDescriptionTest {
  private static final List<String> WORDS = List.of("a", "b", "\"c\"", "\n", "\u00e9");

  @TempDir Path folder;

  private static LanguageDescription description(String model, boolean tied, Integer... bands) {
    return new LanguageDescription(
        model,
        4,
        tied,
        List.of(bands),
        "none",
        "x.txt",
        "words",
        1,
        null,
        WORDS,
        Vocabulary.of(WORDS).fingerprint());
  }

  private static float[] outputs(LanguageModel model) {
    try (Pass pass = Pass.evaluation()) {
      Tensor features = model.forward(pass.input(Tensor.of(new int[] {0, 4, 2}, 3, 1)), pass);
      return model.logProbabilities(features, pass).toFloatArray();
    }
  }

  @ParameterizedTest
  @CsvSource({"lstm:3x1, false, 0", "lstm:3x2, true, 0", "gru:2x3, false, 2", "rnn:5x1, false, 0"})
  void theModelOfACheckpointGivesTheSameOutputs(String text, boolean tied, int band) {
    LanguageDescription description =
        band == 0 ? description(text, tied) : description(text, tied, band);
    LanguageModel model = description.builder().build(RandomStream.of(3));
    Path file = folder.resolve("model");
    Checkpoint.save(file, model, description.toMetadata());
    LanguageDescription read = LanguageDescription.read(file);
    assertEquals(description, read);
    assertEquals(Vocabulary.of(WORDS), read.vocabulary());
    assertArrayEquals(outputs(model), outputs(read.load(file, (x, pass) -> x)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\"model\":\"lstm:3x1\" | \"model\":\"linear\"  | --model: one of lstm:UNITSxLAYERS",
        "\"model\":\"lstm:3x1\" | \"model\":null        | it lacks the model",
        "\"embedding\":4        | \"embedding\":0       | embedding: from 1 to 65536, not 0",
        "\"adaptive\":[2]       | \"adaptive\":null     | it lacks the adaptive",
        "\"adaptive\":[2]       | \"adaptive\":[3,3]    | adaptive: from 4 to 4, not 3",
        "\"adaptive\":[2]       | \"adaptive\":[5]      | adaptive: from 1 to 4, not 5",
        "\"adaptive\":[2]       | \"adaptive\":[null]   | it lacks the band of adaptive",
        "\"level\":\"words\"    | \"level\":\"letters\" | level: one of words, characters",
        "\"data\":\"x.txt\"     | \"date\":\"x.txt\"    | it lacks the data",
        "\"minimumCount\":1     | \"minimumCount\":0    | minimumCount: from 1",
        "\"limit\":null         | \"limit\":-1          | limit: from 2",
        "[\"a\",                | [\"b\",               | 'b' is there twice",
        "[\"a\",                | [\"d\",               | its words are not those of vocabularySha256",
        "[\"a\",                | [null,                | it lacks the text of each word",
        "{                      | x                     | its description is bad",
      })
  void aBadDescriptionIsRefused(String good, String bad, String message) {
    String text = description("lstm:3x1", false, 2).toMetadata().get("description");
    assertTrue(text.contains(good.strip()), text);
    Path file = folder.resolve("model");
    Checkpoint.save(
        file, (x, pass) -> x, Map.of("description", text.replace(good.strip(), bad.strip())));
    String error =
        assertThrows(CheckpointException.class, () -> LanguageDescription.read(file)).getMessage();
    assertTrue(error.startsWith(file + ": its description is bad, "), error);
    assertTrue(error.contains(message.strip()), error);
    assertTrue(error.contains("needs a checkpoint of a language model"), error);
  }

  @Test
  void aCheckpointOfAnotherModelIsRefused() {
    Path file = folder.resolve("model");
    LanguageModel other = description("lstm:4x1", false).builder().build(RandomStream.of(1));
    Checkpoint.save(file, other, description("lstm:3x1", false).toMetadata());
    LanguageDescription read = LanguageDescription.read(file);
    String error =
        assertThrows(CheckpointException.class, () -> read.load(file, (x, pass) -> x)).getMessage();
    assertTrue(error.contains("the model has rnns.0.weight_ih_l0 [12, 4], the file"), error);
  }
}
