// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.image;

import io.sparseout.experiments.compare.Contest;
import io.sparseout.experiments.compare.Setting;
import io.sparseout.experiments.models.ModelChoice;
import io.sparseout.experiments.options.CommonOptions;
import io.sparseout.experiments.options.DataSource;
import io.sparseout.experiments.options.Images;
import io.sparseout.experiments.options.ResumeOption;
import io.sparseout.experiments.plots.PlotFiles;
import io.sparseout.experiments.progress.ProgressViews;
import io.sparseout.experiments.runs.Progress;
import io.sparseout.experiments.runs.RegularizerChoice;
import io.sparseout.experiments.runs.Results;
import io.sparseout.experiments.runs.Run;
import io.sparseout.experiments.runs.RunDirectory;
import io.sparseout.experiments.runs.RunRecord;
import io.sparseout.experiments.runs.StopSignal;
import io.sparseout.experiments.tables.Summary;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command {@code image}. */
@Command(
    name = "image",
    sortOptions = false,
    header = "Train classifiers of images with Sparseout at several q, and compare with Dropout.",
    description = {
      "",
      "The second experiment of the Sparseout paper. Each setting, Sparseout at a q, Dropout or"
          + " none, is trained with each p of a list and each seed, on the training images without"
          + " the validation images. Each setting's p is the one with the best mean accuracy on the"
          + " validation images. Only then do the models with these p, as they are, read the test"
          + " images, once. Every setting of a seed has the same initial weights, order of images,"
          + " changes of images and random words of noise. The optimizer is SGD with Nesterov's"
          + " momentum. Prints a table and leaves results, plots and all trained models in a"
          + " folder.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  sparseout image",
      "  sparseout image --preset small --data-dir ~/data",
      "  sparseout image --preset small --regularizer none,dropout,sparseout --q 1,1.5 --seeds 5",
      "  sparseout image --data mnist --model lenet5 --limit 6000 --epochs 5 --p 0.1,0.3,0.5"
    })
public final class ImageCommand implements Callable<Integer> {
  private static final String NAME = "image";

  private final StopSignal stop;

  @Mixin private ImageOptions options;

  @Mixin private ResumeOption resume;

  @Mixin private CommonOptions common;

  /** A command that ends early on the given signal. */
  public ImageCommand(StopSignal stop) {
    this.stop = stop;
  }

  @Override
  public Integer call() {
    ImageConfig config = common.checked(() -> options.config(common.seed()));
    List<Setting> settings =
        common.checked(() -> Setting.of(config.regularizers(), config.q(), config.p()));
    List<RegularizerChoice> candidates =
        settings.stream().flatMap(each -> each.candidates().stream()).toList();
    common.require(() -> candidates.forEach(RegularizerChoice::withoutStates));
    common.setUpCompute();
    Images images = DataSource.of(config.data()).load(common.dataFolders(), config.limit());
    ModelChoice model = ModelChoice.of(config.model());
    common.require(() -> candidates.forEach(choice -> model.requireFits(choice, images.train())));
    Split split = common.checked(() -> Split.of(images.train(), config.validation()));
    Feed feed = common.checked(() -> Feed.of(config, split.train()));
    RunRecord record = common.record(NAME, config, images.hash());
    RunDirectory directory = resume.directory(common, record);
    FinalTest test = new FinalTest(feed, images.test(), directory);
    Contest<ImageRow> contest =
        new Contest<>(
            settings,
            config.seeds(),
            config.seeds().size(),
            (setting, candidate, seed) ->
                new ImageTrial(config, feed, split, setting.label(), candidate, seed, directory),
            test::tested,
            directory,
            stop);
    Run<ImageRow> run = resume.start(directory, record, stop, ImageRow.class);
    Results results;
    try (Progress progress =
        ProgressViews.of(
            common.stderr(), common.quiet(), contest.steps(run.rows()), config.epochs())) {
      results = run.execute(contest, progress);
    }
    PlotFiles plots = new PlotFiles(directory.plots(), common.stderr());
    new ImagePlots(config, run.rows(), directory).add(plots, run.metrics(), images.test(), test);
    String text = ImageReport.text(config, run.rows(), contest.comparisons(run.rows()));
    Summary.print(common, results, text, directory, plots);
    return 0;
  }
}
