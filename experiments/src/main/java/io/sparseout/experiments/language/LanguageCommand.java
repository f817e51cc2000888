// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.language;

import io.sparseout.datasets.TextDataset;
import io.sparseout.experiments.compare.Contest;
import io.sparseout.experiments.compare.Setting;
import io.sparseout.experiments.models.LanguageDescription;
import io.sparseout.experiments.options.CommonOptions;
import io.sparseout.experiments.options.ResumeOption;
import io.sparseout.experiments.options.TextSource;
import io.sparseout.experiments.plots.PlotFiles;
import io.sparseout.experiments.progress.ProgressViews;
import io.sparseout.experiments.runs.DataHash;
import io.sparseout.experiments.runs.Json;
import io.sparseout.experiments.runs.Progress;
import io.sparseout.experiments.runs.Results;
import io.sparseout.experiments.runs.Run;
import io.sparseout.experiments.runs.RunDirectory;
import io.sparseout.experiments.runs.RunRecord;
import io.sparseout.experiments.runs.StopSignal;
import io.sparseout.experiments.tables.Summary;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command {@code language}. */
@Command(
    name = "language",
    sortOptions = false,
    header = "Train language models with Sparseout at several q, and compare with Dropout.",
    description = {
      "",
      "The third experiment of the Sparseout paper. Each setting, Sparseout at a q, Dropout or none,"
          + " is trained with each p of a list. Each setting's p is the one with the lowest loss on"
          + " the validation text. Only then do the models with these p, as they are, read the test"
          + " text, once. Every setting of a seed has the same initial weights and random words of"
          + " noise. Prints a table and leaves results, plots and all trained models in a folder.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  sparseout language",
      "  sparseout language --preset small --data-dir ~/data",
      "  sparseout language --data a.txt --level characters --model gru:128x1 --epochs 5",
      "  sparseout language --preset small --data-dir ~/data --resume runs/a",
      "  sparseout language --evaluate runs/a/checkpoints/q=1,p=0.1-seed1.safetensors",
      "  sparseout language --preset small --dropouti 0.2 --dropouth 0.2 --q 1,2 --seeds 5"
    })
public final class LanguageCommand implements Callable<Integer> {
  private static final String NAME = "language";

  private final StopSignal stop;

  @Mixin private LanguageOptions options;

  @Mixin private ResumeOption resume;

  @Mixin private CommonOptions common;

  /** A command that ends early on the given signal. */
  public LanguageCommand(StopSignal stop) {
    this.stop = stop;
  }

  @Override
  public Integer call() {
    if (options.evaluate() == null) {
      compare();
    } else {
      evaluate(options.evaluate());
    }
    return 0;
  }

  private static List<Setting> settings(LanguageConfig config) {
    List<Setting> settings = Setting.of(config.regularizers(), config.q(), config.p());
    settings.forEach(setting -> setting.candidates().forEach(config.places()::check));
    return settings;
  }

  private void compare() {
    LanguageConfig config = common.checked(() -> options.config(common.seed()));
    List<Setting> settings = common.checked(() -> settings(config));
    TextSource source = common.checked(config::source);
    common.setUpCompute();
    TextDataset texts = common.checked(() -> source.load(common.dataFolders(), config.limit()));
    common.checked(() -> texts.train().batches(config.batch(), config.bptt()));
    int tokens = texts.vocabulary().size();
    common.checked(() -> LanguageDescription.checkBands("--adaptive", config.adaptive(), tokens));
    common.require(
        () -> {
          for (Setting setting : settings) {
            LanguageTrial.requireFits(setting.candidates().get(0), config, texts);
          }
        });
    RunRecord record =
        common.record(NAME, config, new DataHash(config.data(), texts.fingerprint()));
    RunDirectory directory = resume.directory(common, record);
    Contest<LanguageRow> contest =
        new Contest<>(
            settings,
            config.seeds(),
            config.selectSeeds(),
            (setting, candidate, seed) ->
                new LanguageTrial(config, texts, setting.label(), candidate, seed, directory),
            row -> row.tested(Reading.of(directory.model(row.trial()), texts, texts.test())),
            directory,
            stop);
    Run<LanguageRow> run = resume.start(directory, record, stop, LanguageRow.class);
    long steps = contest.steps(run.rows());
    Results results;
    try (Progress progress =
        ProgressViews.of(common.stderr(), common.quiet(), steps, config.epochs())) {
      results = run.execute(contest, progress);
    }
    PlotFiles plots = new PlotFiles(directory.plots(), common.stderr());
    LanguagePlots.add(plots, config, run.rows(), run.metrics());
    String text = LanguageReport.text(config, run.rows(), contest.comparisons(run.rows()));
    Summary.print(common, results, text, directory, plots);
  }

  private void evaluate(Path file) {
    common.setUpCompute();
    LanguageDescription model = LanguageDescription.read(file);
    TextSource source = common.checked(() -> options.source(model));
    Integer limit = common.checked(() -> options.limit(model.limit()));
    TextDataset texts = common.checked(() -> source.load(common.dataFolders(), limit));
    Measured measured = Measured.of(file, texts);
    common.stdout().println(common.json() ? Json.line(measured) : measured.text());
    common.stdout().flush();
  }
}
