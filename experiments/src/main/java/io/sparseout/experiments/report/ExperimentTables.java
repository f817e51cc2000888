// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.report;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.sparseout.experiments.document.Block;
import io.sparseout.experiments.document.DataTable;
import io.sparseout.experiments.runs.RecordedRun;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The tables of a run: what each experiment measures, and what it compares. */
final class ExperimentTables {
  private static final double PERCENT = 100;
  private static final double MEGABYTE = 1e6;
  private static final String TESTS =
      " p by Student’s paired t-test, two-sided; corrected after Holm over all comparisons of the run.";

  private final RecordedRun run;
  private final List<Block> tables = new ArrayList<>();

  private ExperimentTables(RecordedRun run) {
    this.run = run;
  }

  /** The tables of a run, with those of any experiment for one that is not known here. */
  static List<Block> of(RecordedRun run) {
    ExperimentTables all = new ExperimentTables(run);
    switch (run.experiment()) {
      case "sparsity" -> all.sparsity();
      case "image" -> all.image();
      case "language" -> all.language();
      case "weights" -> all.weights();
      case "compress" -> all.compress();
      case "train" -> all.train();
      case "theory" -> all.theory();
      case "cost" -> all.cost();
      default -> all.general();
    }
    if (all.tables.isEmpty()) { // of another version, with other members
      all.general();
    }
    return List.copyOf(all.tables);
  }

  private void sparsity() {
    add(
        new MeansTable("Code on the test data, by norm q")
            .key("regularizer", "label")
            .key("code", "code")
            .key("gradient", "gradient")
            .key("p", "p")
            .measure("Hoyer sparsity", "hoyer", 1)
            .measure("zeros, %", row -> isSigmoid(row) ? Double.NaN : percent(row, "zeroFraction"))
            .measure(
                "near zero (0.001 or less), %",
                row -> isSigmoid(row) ? percent(row, "nearZeroFraction") : Double.NaN)
            .measure("mean activation", "meanActivation", 1)
            .measure("test loss (mean squared error)", "testLoss", 1)
            .of(run.rows()));
    add(
        new ListTable(
                "Trend of Hoyer sparsity with q. Falling: seeds in which it falls with every step of"
                    + " q. Spearman’s coefficient of q and sparsity over all rows, with its 95 %"
                    + " interval; of zeros, of q and the share of zeros, of a sigmoid code of what is near"
                    + " zero. p: Page’s trend test, exact, one-sided, seeds as blocks."
                    + " Difference: smallest q less largest, paired over seeds, with its 95 %"
                    + " interval.")
            .words("code", "code")
            .words("gradient", "gradient")
            .words("p of dropping", "p")
            .share("falling", "falling", "seeds")
            .number("Spearman", "spearman")
            .range("95 % interval", "spearmanLower", "spearmanUpper")
            .probability("p-value", "pValue")
            .number("Spearman of zeros", "zerosSpearman")
            .number("Hoyer at smallest q", "from")
            .number("at largest q", "to")
            .difference("difference", "difference")
            .range("95 % interval", "lower", "upper")
            .of(run.comparisons()));
    add(
        new ListTable(
                "Whether the gradient decides: Hoyer sparsity at the smallest q less that at q = 2,"
                    + " with the published gradient and with the exact one. Difference: published"
                    + " less exact, paired over seeds, with its 95 % interval. p: Student’s paired"
                    + " t-test, two-sided, as it is.")
            .words("code", "code")
            .words("p of dropping", "p")
            .number("seeds", "seeds")
            .number("smallest q", "overExact.q")
            .number("published", "overExact.published")
            .number("exact", "overExact.exact")
            .difference("difference", "overExact.difference")
            .range("95 % interval", "overExact.lower", "overExact.upper")
            .probability("p-value", "overExact.pValue")
            .sign(
                "finding",
                "overExact.lower",
                "overExact.upper",
                "sparser with the published gradient",
                "sparser with the exact gradient")
            .of(contrasts()));
  }

  /** A sigmoid is never 0, but may be as near as one likes. */
  private static boolean isSigmoid(JsonObject row) {
    return Members.text(row, "code").equals("sigmoid");
  }

  private static double percent(JsonObject row, String member) {
    return PERCENT * Members.number(row, member);
  }

  /** The series that stand beside one with the exact gradient. */
  private List<JsonObject> contrasts() {
    return run.comparisons().stream()
        .filter(each -> each.get("overExact") instanceof JsonObject)
        .toList();
  }

  private void image() {
    add(
        chosen("Classifiers on the test images")
            .measure("test accuracy, %", "testAccuracy", PERCENT)
            .measure("test loss (cross-entropy)", "testLoss", 1)
            .measure("Hoyer sparsity", "sparsity.hoyer", 1)
            .measure("zeros, %", "sparsity.zeroFraction", PERCENT)
            .of(chosenRows()));
    comparisons("Test accuracy against Dropout’s, in percentage points, paired over seeds.");
    add(
        chosen("All candidates on the validation images")
            .measure("validation accuracy, %", "validationAccuracy", PERCENT)
            .measure("validation loss", "validationLoss", 1)
            .of(run.rows()));
  }

  private void language() {
    add(
        chosen("Language models on the test text")
            .measure("test perplexity", "testPerplexity", 1)
            .measure("bits a character", "testBits", 1)
            .measure("Hoyer sparsity", "sparsity.hoyer", 1)
            .measure("zeros, %", "sparsity.zeroFraction", PERCENT)
            .of(chosenRows()));
    comparisons(
        "Test loss against Dropout’s, in 100 ln of perplexity (about one percent of it each; less is"
            + " better), paired over seeds.");
    add(
        chosen("All candidates on the validation text")
            .measure("validation perplexity", "validationPerplexity", 1)
            .measure("validation loss, nats", "validationLoss", 1)
            .of(run.rows()));
  }

  private static MeansTable chosen(String subject) {
    return new MeansTable(subject).key("setting", "setting").key("p", "p");
  }

  /** What met the test data: the models at the p that validation chose. */
  private List<JsonObject> chosenRows() {
    return run.rows().stream().filter(row -> Members.isTrue(row, "chosen")).toList();
  }

  private void comparisons(String subject) {
    add(
        new ListTable(subject + TESTS)
            .words("setting", "setting")
            .number("p", "p")
            .words("against", "baseline")
            .number("its p", "baselineP")
            .number("seeds", "seeds")
            .difference("difference", "points")
            .range("95 % interval", "lower", "upper")
            .probability("p-value", "pValue")
            .probability("corrected", "correctedPValue")
            .of(run.comparisons()));
  }

  private void weights() {
    add(
        new MeansTable("Trained weights")
            .key("setting", "setting")
            .measure("test accuracy, %", "testAccuracy", PERCENT)
            .measure("near zero, %", "weights.nearZeroFraction", PERCENT)
            .measure("near zero to scale, %", "weights.relativeNearZeroFraction", PERCENT)
            .measure("Hoyer sparsity", "weights.hoyer", 1)
            .measure("excess kurtosis", "weights.kurtosis", 1)
            .of(run.rows()));
    add(
        new ListTable("Against no regularizer, paired over seeds." + TESTS)
            .words("setting", "setting")
            .words("measure", "measure")
            .number("seeds", "seeds")
            .number("mean", "mean")
            .number("baseline", "baselineMean")
            .difference("difference", "difference")
            .range("95 % interval", "lower", "upper")
            .probability("p-value", "pValue")
            .probability("corrected", "correctedPValue")
            .of(run.comparisons()));
  }

  private void compress() {
    add(
        new MeansTable("Networks made smaller; speed as a multiple of the dense network’s")
            .key("method", "method")
            .key("sparsity", "sparsity")
            .key("form", "form")
            .measure("weights gone, %", "weightsGone", PERCENT)
            .measure("test accuracy, %", "testAccuracy", PERCENT)
            .measure("file, MB", "bytes", 1 / MEGABYTE)
            .measure("speed, 1 image", row -> ratio(row, "denseLatencyMillis1", "latencyMillis1"))
            .measure(
                "speed, 64 images", row -> ratio(row, "denseLatencyMillis64", "latencyMillis64"))
            .measure("peak heap, MB", "peakBytes", 1 / MEGABYTE)
            .of(run.rows()));
    add(
        new ListTable(
                "Test accuracy against the dense network’s, in percentage points, paired over seeds,"
                    + " with 95 % intervals by Student’s t.")
            .words("method", "method")
            .number("sparsity", "sparsity")
            .words("eight bits", "quantized")
            .number("seeds", "seeds")
            .difference("difference", "points")
            .range("95 % interval", "lower", "upper")
            .of(run.comparisons()));
  }

  private static double ratio(JsonObject row, String above, String below) {
    return Members.number(row, above) / Members.number(row, below);
  }

  private void train() {
    add(
        new MeansTable("Classifiers on the test images")
            .key("regularizer", "label")
            .measure("test accuracy, %", "testAccuracy", PERCENT)
            .measure("test loss (cross-entropy)", "testLoss", 1)
            .of(run.rows()));
  }

  private void theory() {
    add(
        new ListTable(
                "Findings. The worst case of each check against its limit; for the order of the"
                    + " remainder the limit is a least value.")
            .words("check", "check")
            .words("model", "model")
            .words("noise on", "place")
            .number("cases", "cases")
            .number("worst", "worst")
            .range("95 % interval", "lower", "upper")
            .number("limit", "limit")
            .holds("verdict", "holds", "open")
            .of(run.comparisons()));
    add(
        new ListTable("In words.")
            .words("check", "check")
            .words("finding", "text")
            .of(run.comparisons()));
  }

  private void cost() {
    add(
        new ListTable(
                "Time of a training step with Sparseout as a multiple of Dropout’s: ratio of medians"
                    + " over interleaved rounds, with its 95 % bootstrap interval over rounds, which lies within the limit, beyond it, or"
                    + " on both sides: open.")
            .words("workload", "workload")
            .words("regularizer", "regularizer")
            .number("ratio", "ratio")
            .range("95 % interval", "lower", "upper")
            .number("limit", "limit")
            .within("interval", "lower", "upper", "limit")
            .of(run.comparisons()));
    add(
        new ListTable(
                "Time of a step: medians over samples in interleaved rounds, with 95 % bootstrap"
                    + " intervals. Ratio: to Dropout’s median.")
            .words("workload", "workload")
            .words("regularizer", "regularizer")
            .number("samples", "samples")
            .number("median, ms", "medianMillis")
            .range("95 % interval, ms", "lowerMillis", "upperMillis")
            .number("ratio", "ratioToDropout")
            .range("95 % interval", "ratioLower", "ratioUpper")
            .number("allocated a step, bytes", "allocatedBytes")
            .of(run.rows()));
  }

  /** Grouped by what is not a seed: texts, truth values and the parameters p and q. */
  private void general() {
    MeansTable means = new MeansTable("What was measured");
    for (String name : names(run.rows())) {
      if (!name.equals("trial") && !name.equals("seed") && !name.endsWith("Sha256")) {
        boolean numeric = run.rows().stream().allMatch(row -> isNumberOrNothing(row.get(name)));
        if (numeric && !name.equals("p") && !name.equals("q")) {
          means.measure(name, name, 1);
        } else {
          means.key(name, name);
        }
      }
    }
    add(means.of(run.rows()));
    ListTable comparisons = new ListTable("What was compared.");
    for (String name : names(run.comparisons())) {
      if (run.comparisons().stream().allMatch(each -> isNumberOrNothing(each.get(name)))) {
        comparisons.number(name, name);
      } else {
        comparisons.words(name, name);
      }
    }
    add(comparisons.of(run.comparisons()));
  }

  /** The names of members that are numbers, texts or truth values in a record or more. */
  static Set<String> names(List<JsonObject> records) {
    Set<String> names = new LinkedHashSet<>();
    for (JsonObject each : records) {
      each.asMap()
          .forEach(
              (name, value) -> {
                if (Members.isSimple(value)) {
                  names.add(name);
                }
              });
    }
    return names;
  }

  private static boolean isNumberOrNothing(JsonElement value) {
    return value == null
        || value.isJsonNull()
        || (value.isJsonPrimitive() && value.getAsJsonPrimitive().isNumber());
  }

  private void add(Optional<DataTable> table) {
    table.ifPresent(tables::add);
  }
}
