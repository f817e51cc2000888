// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.predict;

import io.sparseout.datasets.ImageDataset;
import io.sparseout.experiments.models.ModelDescription;
import io.sparseout.experiments.options.CommonOptions;
import io.sparseout.experiments.options.DataSource;
import io.sparseout.experiments.options.Require;
import io.sparseout.experiments.runs.Json;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code predict}. */
@Command(
    name = "predict",
    sortOptions = false,
    header = "Classify images by a model that was trained before.",
    description = {
      "",
      "Prints the most probable class of each image and its probability: of PNG files, or of the"
          + " test images of a data set, and then the share that is right. PNG files are as large as"
          + " the images that the model was trained on, opaque, and of 8 bits a sample. Writes no"
          + " files.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  sparseout predict --checkpoint runs/a/checkpoints/none-seed1.safetensors seven.png",
      "  sparseout predict --checkpoint runs/a/checkpoints/none-seed1.safetensors --data digits"
    })
public final class PredictCommand implements Callable<Integer> {
  @Option(
      names = "--checkpoint",
      paramLabel = "FILE",
      required = true,
      description = "The model: a checkpoint that train, image or compress has saved.")
  private Path checkpoint;

  @Parameters(paramLabel = "PNG", arity = "0..*", description = "Images to classify.")
  private List<Path> files = List.of();

  @Option(
      names = "--data",
      paramLabel = "NAME",
      description = "Classify the test images of this data set, one that train takes, instead.")
  private String data;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "With --data: classify its first N test images alone (default: all).")
  private Integer limit;

  @Option(
      names = "--top",
      paramLabel = "K",
      defaultValue = "1",
      description = "Print the K most probable classes (default: ${DEFAULT-VALUE}).")
  private int top;

  @Mixin private CommonOptions common;

  @Override
  public Integer call() {
    DataSource source = common.checked(this::source);
    common.setUpCompute();
    Classifier classifier = new Classifier(checkpoint);
    ModelDescription model = classifier.description();
    common.checked(() -> Require.inRange("--top", top, 1, model.classes().size()));
    if (source == null) {
      ImageDataset images = images(model);
      classifier.classify(
          images, top, (i, best) -> print(prediction(files.get(i).toString(), null, best)));
    } else {
      test(classifier, source);
    }
    common.stdout().flush();
    return 0;
  }

  private DataSource source() {
    if ((data == null) == files.isEmpty()) {
      throw new IllegalArgumentException("either PNG files or --data is needed, and not both");
    }
    if (limit != null) {
      Require.inRange("--limit", limit, 1, Integer.MAX_VALUE);
    }
    return data == null ? null : DataSource.of(data);
  }

  /** The files as one set of images, of a class that nobody asks for. */
  private ImageDataset images(ModelDescription model) {
    ByteArrayOutputStream pixels = new ByteArrayOutputStream();
    files.forEach(file -> pixels.writeBytes(PngFile.read(file, model)));
    return new ImageDataset(
        "PNG files",
        pixels.toByteArray(),
        model.channels(),
        model.height(),
        model.width(),
        new int[files.size()],
        model.classes().size());
  }

  private void test(Classifier classifier, DataSource source) {
    ImageDataset images = source.load(common.dataFolders(), limit).test();
    checkFit(classifier.description(), images);
    int[] right = new int[1];
    classifier.classify(
        images,
        top,
        (i, best) -> {
          Prediction made =
              prediction(Integer.toString(i), images.className(images.label(i)), best);
          right[0] += made.isRight() ? 1 : 0;
          print(made);
        });
    Summary summary =
        new Summary(source.toString(), images.size(), (double) right[0] / images.size());
    common
        .stdout()
        .println(
            common.json()
                ? Json.line(summary)
                : String.format(
                    Locale.ROOT,
                    "%.2f %% of %d test images of %s are classified right",
                    100 * summary.testAccuracy(),
                    summary.images(),
                    summary.data()));
  }

  private static void checkFit(ModelDescription model, ImageDataset images) {
    String size = images.channels() + " x " + images.height() + " x " + images.width();
    if (!size.equals(model.size()) || images.classes() != model.classes().size()) {
      throw new ImageFileException(
          "the model takes images of "
              + model.size()
              + " and "
              + model.classes().size()
              + " classes, as "
              + model.data()
              + " has them, not "
              + images);
    }
  }

  private static Prediction prediction(String image, String label, List<ClassProbability> best) {
    return new Prediction(image, label, best.get(0).name(), best.get(0).probability(), best);
  }

  private void print(Prediction made) {
    common.stdout().println(common.json() ? Json.line(made) : made.text());
  }
}
