// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.sparseout.experiments");

  @Test
  void packagesHaveNoCycles() {
    slices().matching("io.sparseout.experiments.(*)..").should().beFreeOfCycles().check(classes);
  }

  @Test
  void onlyPlotsKnowsTheChartLibraryAndOnlyCommandsTheCommandLine() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.sparseout.experiments.plots..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.knowm.xchart..", "org.apache.batik..")
        .check(classes);
    noClasses()
        .that()
        .resideInAnyPackage(
            "..runs..", "..plots..", "..tables..", "..statistics..", "..machine..", "..progress..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("picocli..")
        .check(classes);
  }
}
