// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.doctor;

import io.sparseout.experiments.options.CommonOptions;
import io.sparseout.experiments.runs.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command {@code doctor}. */
@Command(
    name = "doctor",
    sortOptions = false,
    header = "Tell what this program finds here: Java, processor, kernels, memory, data.",
    description = {"", "Reads the data sets whole, so what it calls found is sound.", ""})
public final class DoctorCommand implements Callable<Integer> {
  @Mixin private CommonOptions common;

  @Override
  public Integer call() {
    common.setUpCompute();
    Findings findings = Findings.of(common.dataFolders());
    if (common.json()) {
      common.stdout().print(Json.document(findings));
    } else {
      findings.print(common.stdout());
    }
    common.stdout().flush();
    return 0;
  }
}
