// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.generate;

import io.sparseout.core.random.RandomStream;
import io.sparseout.experiments.options.CommonOptions;
import io.sparseout.experiments.options.Require;
import io.sparseout.experiments.runs.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code generate}. */
@Command(
    name = "generate",
    sortOptions = false,
    header = "Write text by a language model that was trained before.",
    description = {
      "",
      "Prints a text and what the model goes on with, token by token, each drawn at random by the"
          + " model's probabilities: the same for the same seed. Tokens are words or characters, as"
          + " the model was trained. Words of the text that it does not know are told. Writes no"
          + " files.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  sparseout generate --checkpoint runs/a/checkpoints/q=1,p=0.1-seed1.safetensors",
      "  sparseout generate --checkpoint a.safetensors --prompt 'the cat' --temperature 0.7 --top-k 20"
    })
public final class GenerateCommand implements Callable<Integer> {
  private static final int LONGEST = 1_000_000;

  @Option(
      names = "--checkpoint",
      paramLabel = "FILE",
      required = true,
      description = "The model: a checkpoint that language has saved.")
  private Path checkpoint;

  @Option(
      names = "--prompt",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "What to go on with, the beginning of a line (default: nothing).")
  private String prompt;

  @Option(
      names = "--length",
      paramLabel = "N",
      defaultValue = "100",
      description = "Tokens to add, 1 to 1000000 (default: ${DEFAULT-VALUE}).")
  private int length;

  @Option(
      names = "--temperature",
      paramLabel = "T",
      defaultValue = "1",
      description =
          "Above 0: below 1 probable tokens are drawn more often than the model has it, above 1"
              + " less often (default: ${DEFAULT-VALUE}).")
  private double temperature;

  @Option(
      names = "--top-k",
      paramLabel = "K",
      description = "Draw from the K most probable tokens alone, 1 or more (default: all).")
  private Integer topK;

  @Mixin private CommonOptions common;

  @Override
  public Integer call() {
    common.checked(() -> Require.inRange("--length", length, 1, LONGEST));
    common.checked(() -> Require.positive("--temperature", temperature));
    common.setUpCompute();
    Generator generator = new Generator(checkpoint);
    int tokens = generator.vocabulary().size();
    int most =
        topK == null ? tokens : common.checked(() -> Require.inRange("--top-k", topK, 1, tokens));
    List<String> unknown = generator.unknown(prompt);
    if (!unknown.isEmpty()) {
      common.stderr().println("sparseout: the model does not know " + String.join(", ", unknown));
      common.stderr().flush();
    }
    RandomStream random = RandomStream.of(common.seed()).stream("generate");
    String text =
        common.checked(
            () -> generator.continued(prompt, length, new Sampling(temperature, most), random));
    Generated generated =
        new Generated(
            checkpoint.toString(), prompt, unknown, text, length, temperature, most, common.seed());
    common.stdout().println(common.json() ? Json.line(generated) : text);
    common.stdout().flush();
    return 0;
  }
}
