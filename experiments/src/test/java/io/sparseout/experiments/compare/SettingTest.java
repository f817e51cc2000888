// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparseout.experiments.runs.RegularizerChoice;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettingTest {
  private static final List<Float> P = List.of(0.1f, 0.3f);

  @Test
  void aTextTakesFromTheListsWhatItDoesNotSay() {
    List<Setting> settings =
        settings(List.of(1f), "none", "dropout:p=0.5", "sparseout", "sparseout:gradient=exact,p=0");
    assertEquals(
        List.of("none", "dropout:p=0.5", "q=1", "sparseout:gradient=exact,p=0,q=1"),
        settings.stream().map(Setting::label).toList());
    assertEquals(List.of("none"), texts(settings.get(0)));
    assertEquals(List.of("dropout:p=0.5"), texts(settings.get(1)));
    assertEquals(List.of("sparseout:q=1,p=0.1", "sparseout:q=1,p=0.3"), texts(settings.get(2)));
    assertEquals(List.of("sparseout:gradient=exact,p=0,q=1"), texts(settings.get(3)));
    assertEquals("q=1,p=0.3-seed7", settings.get(2).candidates().get(1).trialName(7));
  }

  @Test
  void dropoutIsTrainedOnceWhereSparseoutIsTheSame() {
    assertEquals(
        List.of("q=1", "q=2"),
        settings(List.of(1f, 2f), "dropout", "sparseout").stream().map(Setting::label).toList());
    assertEquals(
        List.of("dropout", "q=1"),
        settings(List.of(1f), "dropout", "sparseout").stream().map(Setting::label).toList());
    assertEquals(
        List.of("dropout", "sparseout:p=0.2,q=2"),
        settings(List.of(2f), "dropout", "sparseout:p=0.2").stream().map(Setting::label).toList(),
        "another p is not the same");
  }

  @Test
  void dropoutIsKnownByEitherName() {
    List<Setting> settings = settings(List.of(2f, 2.5f), "dropout:p=0.2", "sparseout", "none");
    assertTrue(settings.get(0).isDropout());
    assertTrue(settings.get(1).isDropout());
    assertFalse(settings.get(2).isDropout());
    assertFalse(settings.get(3).isDropout());
  }

  @Test
  void twoOfOneNameAreRefused() {
    assertEquals(
        "--regularizer: q=1 is there twice; give each once",
        assertThrows(
                IllegalArgumentException.class,
                () -> settings(List.of(1f), "sparseout", "none", "sparseout"))
            .getMessage());
  }

  private static List<Setting> settings(List<Float> q, String... texts) {
    return Setting.of(List.of(texts), q, P);
  }

  private static List<String> texts(Setting setting) {
    return setting.candidates().stream().map(RegularizerChoice::text).toList();
  }
}
