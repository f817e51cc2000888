// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The library modules keep their rules, and each rule finds what breaks it. */
class LibraryRulesTest {
  private static final String[] MODULES = {
    "io.sparseout.core", "io.sparseout.layers", "io.sparseout.regularizers", "io.sparseout.datasets"
  };

  private static JavaClasses library;
  private static JavaClasses offenders;

  @BeforeAll
  static void importClasses(@TempDir Path folder) throws IOException {
    library =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(MODULES);
    compileOffenders(folder);
    offenders = new ClassFileImporter().importPath(folder);
  }

  @Test
  void allModulesAreLookedAt() {
    for (String module : MODULES) {
      assertTrue(library.containPackage(module), module);
    }
    assertTrue(library.containPackage("io.sparseout.core.kernels.vector"));
  }

  @ParameterizedTest
  @EnumSource
  void isKept(LibraryRules rule) {
    rule.rule().check(library);
  }

  @ParameterizedTest
  @EnumSource
  void findsEveryOffence(LibraryRules rule) {
    List<String> missed = new ArrayList<>();
    for (int i = 0; i < rule.offences().size(); i++) {
      JavaClasses offender = offenders.that(simpleName(name(rule, i)));
      assertEquals(1, offender.size());
      if (!rule.rule().evaluate(offender).hasViolation()) {
        missed.add(rule.offences().get(i));
      }
    }
    assertEquals(List.of(), missed);
  }

  /** A class for each expression that some rule forbids. */
  private static void compileOffenders(Path folder) throws IOException {
    StringBuilder source = new StringBuilder();
    for (LibraryRules rule : LibraryRules.values()) {
      for (int i = 0; i < rule.offences().size(); i++) {
        source.append("class ").append(name(rule, i)).append(" {\n  Object offend() throws ");
        source.append("Exception {\n    return ").append(rule.offences().get(i)).append(";\n  }\n");
        source.append("  Object run(Runnable task) {\n    return task;\n  }\n}\n");
      }
    }
    Path file = Files.writeString(folder.resolve("Offenders.java"), source);
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                messages,
                messages,
                "--release=17",
                "--add-modules=jdk.incubator.vector",
                "-d",
                folder.toString(),
                file.toString());
    assertEquals(0, code, messages::toString);
  }

  private static String name(LibraryRules rule, int offence) {
    return rule + "_" + offence;
  }
}
