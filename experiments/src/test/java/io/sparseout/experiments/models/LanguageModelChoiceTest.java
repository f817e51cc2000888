// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageModelChoiceTest {
  @Test
  void aTextNamesCellUnitsAndLayers() {
    assertEquals(new LanguageModelChoice("lstm", 650, 2), LanguageModelChoice.of("lstm:650x2"));
    assertEquals("gru:5x1", LanguageModelChoice.of("gru:5").text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "lstm",
        "lstm:",
        "lstm:x2",
        "lstm:2x",
        "LSTM:2x2",
        "lstm:2x2x2",
        "mlp:3",
        "lstm:1x1",
        "lstm:65537x1",
        "lstm:2x0",
        "lstm:2x65",
        "lstm:-2x1",
        "lstm:9999999999x1"
      })
  void othersAreRefused(String text) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> LanguageModelChoice.of(text))
            .getMessage();
    assertEquals("--model", message.substring(0, 7));
  }
}
