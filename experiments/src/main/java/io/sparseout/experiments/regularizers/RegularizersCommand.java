// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.regularizers;

import io.sparseout.experiments.options.CommonOptions;
import io.sparseout.experiments.runs.Json;
import io.sparseout.regularizers.Regularizers;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command {@code regularizers}. */
@Command(
    name = "regularizers",
    sortOptions = false,
    header = "List the regularizers that --regularizer takes, with their parameters.",
    description = {
      "",
      "A text is a name and, after a colon, values of its parameters: sparseout:p=0.3,q=1.5. What it"
          + " leaves out has the default. Plus signs join several: dropout:p=0.2+sparseout:p=0.1."
          + " Most numbers may change over the steps of training: p=0..0.5/cubic/2000 goes from 0 to"
          + " 0.5 in 2000 steps; the shapes are linear, cosine and cubic.",
      "",
      "A jar on the class path adds regularizers by the service"
          + " io.sparseout.regularizers.RegularizerKind:"
          + " java -cp sparseout.jar:more.jar io.sparseout.experiments.Main regularizers.",
      ""
    })
public final class RegularizersCommand implements Callable<Integer> {
  @Mixin private CommonOptions common;

  @Override
  public Integer call() {
    List<ListedRegularizer> all = Regularizers.kinds().stream().map(ListedRegularizer::of).toList();
    if (common.json()) {
      common.stdout().print(Json.document(all));
    } else {
      common.stdout().print(new RegularizerList(all));
    }
    common.stdout().flush();
    return 0;
  }
}
