// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.claims;

import io.sparseout.experiments.runs.RecordedRun;
import java.util.List;

/** The claims of Khan and Stavness 2019, each with the one test that decides it. */
public enum Claim {
  /** Of the theory. */
  PENALTY(
      "1",
      "Sparseout equals an L_q penalty on the features of a generalized linear model",
      "theory",
      "The expected loss under the noise, over all masks, against the penalty p/(2(1-p)) A''(x.w)"
          + " sum |w|^2 |x|^q: equal to 1e-12 for the linear model; for logistic and Poisson"
          + " regression a remainder of order 2.7 or more in the size of the noise; Monte Carlo within"
          + " 4.5 standard errors. Supported if all of these hold, not supported if one fails.",
      List.of("expected-loss", "remainder", "unit-balls"),
      new TheoryJudge(List.of("linear-identity", "remainder-order", "monte-carlo"))),

  /** Of the theory too. */
  DROPOUT(
      "2",
      "Dropout is the special case q = 2 of Sparseout",
      "theory",
      "Outputs and gradients of Sparseout with q = 2 against those of Dropout with the same p and"
          + " draws. Supported if no bit differs, not supported if one does.",
      List.of(),
      new TheoryJudge(List.of("dropout-bits"))),

  /** Of the autoencoders. */
  SPARSITY(
      "3",
      "Sparseout controls the sparsity of activations",
      "sparsity",
      "Page's trend test over seeds, one-sided, that the Hoyer sparsity of the code falls with q,"
          + " with the published gradient, for each code and p, corrected by Holm. Supported if each"
          + " has p < 0.05 and a 95 % interval above 0 of the difference between smallest and largest q;"
          + " not supported if an interval lies below 0.",
      List.of("sparsity"),
      new SparsityJudge()),

  /** Of the times of training steps. */
  COST(
      "4",
      "Sparseout is computationally inexpensive",
      "cost",
      "The ratio of the median times of whole training steps, Sparseout to Dropout, in interleaved"
          + " rounds, with 95 % bootstrap intervals. Supported if the upper end is 1.05 or less for every"
          + " network and q; not supported if a lower end is above 1.05.",
      List.of("ratio", "width"),
      new CostJudge()),

  /** Of the language models. */
  LANGUAGE(
      "5a",
      "Language models gain from sparse activations (q < 2)",
      "language",
      "The q < 2 with the best validation loss against Dropout, each with the p that the validation"
          + " text prefers: paired t-test over seeds of the loss on the test text, two-sided. Supported"
          + " if p < 0.05 and the loss is lower; not supported if p < 0.05 and it is higher; undecided on data"
          + " that the program makes.",
      List.of("perplexity-q", "sparsity-q"),
      new ContestJudge(false)),

  /** Of the image classifiers. */
  IMAGE(
      "5b",
      "Image classifiers gain from dense activations (q > 2)",
      "image",
      "The q > 2 with the best validation accuracy against Dropout, each with the p that the"
          + " validation images prefer: paired t-test over seeds of the accuracy on the test images,"
          + " two-sided. Supported if p < 0.05 and the accuracy is higher; not supported if p < 0.05 and"
          + " it is lower; undecided on data that the program makes.",
      List.of("accuracy-q", "sparsity-q"),
      new ContestJudge(true));

  private final String number;
  private final String statement;
  private final String experiment;
  private final String test;
  private final List<String> plots;
  private final Judge judge;

  Claim(
      String number,
      String statement,
      String experiment,
      String test,
      List<String> plots,
      Judge judge) {
    this.number = number;
    this.statement = statement;
    this.experiment = experiment;
    this.test = test;
    this.plots = plots;
    this.judge = judge;
  }

  /** Its number in the order of the paper: {@code 1} to {@code 5b}. */
  public String number() {
    return number;
  }

  /** The claim in a sentence. */
  public String statement() {
    return statement;
  }

  /** The experiment whose runs it is judged by. */
  public String experiment() {
    return experiment;
  }

  /** The test, in words, and what counts for and against the claim. */
  public String test() {
    return test;
  }

  /**
   * Whether one of its run's plots shows it.
   *
   * @param plot the plot's name, with the series after a dash where there are several
   */
  public boolean isShownBy(String plot) {
    return plots.stream().anyMatch(name -> plot.equals(name) || plot.startsWith(name + "-"));
  }

  /** What a run of its experiment says to it. */
  Verdict judge(RecordedRun run) {
    if (!run.isComplete()) {
      return Verdict.undecided(this, "the run is " + run.status() + ", not complete", run);
    }
    try {
      return judge.judge(this, run);
    } catch (MissingException e) {
      return Verdict.undecided(this, "the run's results have no " + e.getMessage(), run);
    } catch (IllegalArgumentException e) {
      return Verdict.undecided(
          this, "the run's results cannot be judged by: " + e.getMessage(), run);
    }
  }
}
