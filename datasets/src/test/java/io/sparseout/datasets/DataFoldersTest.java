// SPDX-License-Identifier: Apache-2.0
package io.sparseout.datasets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DataFoldersTest {
  private static final Path HOME = Path.of("/home/ada");

  private static List<Path> standard(Map<String, String> environment, String system) {
    return DataFolders.standard(environment, system, HOME).paths();
  }

  @Test
  void everySystemHasItsCache() {
    assertEquals(List.of(HOME.resolve(".cache/sparseout")), standard(Map.of(), "Linux"));
    assertEquals(List.of(HOME.resolve("Library/Caches/sparseout")), standard(Map.of(), "Mac OS X"));
    assertEquals(
        List.of(HOME.resolve("AppData/Local/sparseout")), standard(Map.of(), "Windows 11"));
  }

  @Test
  void variablesMoveIt() {
    String there = Path.of("there").toAbsolutePath().toString();
    List<Path> moved = List.of(Path.of(there, "sparseout"));
    assertEquals(moved, standard(Map.of("XDG_CACHE_HOME", there), "Linux"));
    assertEquals(moved, standard(Map.of("LOCALAPPDATA", there), "Windows 11"));
    List<Path> usual = List.of(HOME.resolve(".cache/sparseout"));
    assertEquals(usual, standard(Map.of("XDG_CACHE_HOME", ""), "Linux"));
    assertEquals(usual, standard(Map.of("XDG_CACHE_HOME", "relative"), "Linux"));
  }

  @Test
  void theGivenFolderComesFirstThenTheVariableThenTheCache() {
    DataFolders folders =
        DataFolders.standard(Map.of("SPARSEOUT_DATA", "variable"), "Linux", HOME)
            .after(Path.of("given"));
    Path cache = HOME.resolve(".cache/sparseout");
    assertEquals(List.of(Path.of("given"), Path.of("variable"), cache), folders.paths());
    assertEquals(
        "given (given), variable ($SPARSEOUT_DATA), " + cache + " (the user's cache)",
        folders.toString());
    assertEquals(List.of(Path.of("given")), DataFolders.of(Path.of("given")).paths());
  }

  @Test
  void theStandardOnesAreThoseOfThisProcess() {
    List<Path> paths = DataFolders.standard().paths();
    assertTrue(paths.get(paths.size() - 1).endsWith("sparseout"));
  }

  @Test
  void aVariableThatIsNoPathIsRefused() {
    DataException refused =
        assertThrows(
            DataException.class, () -> standard(Map.of("SPARSEOUT_DATA", "a\0b"), "Linux"));
    assertTrue(
        refused.getMessage().startsWith("$SPARSEOUT_DATA is not a path: "), refused.getMessage());
    assertTrue(
        refused.getMessage().endsWith("; set it to a folder or unset it"), refused.getMessage());
  }
}
