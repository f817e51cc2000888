// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.runs;

import static java.util.stream.Collectors.joining;

import io.sparseout.experiments.machine.Startup;
import java.util.ArrayList;
import java.util.List;

/**
 * A run of an experiment's trials, one after the other. After each epoch and each trial, its folder
 * holds all that is finished.
 *
 * @param <R> the row of measures of a trial, a record
 */
public final class Run<R> {
  private final RunDirectory directory;
  private final RunRecord record;
  private final StopSignal stop;
  private final Provenance provenance = Provenance.here();
  private final List<Provenance> resumedAfter;
  private final List<R> rows = new ArrayList<>();
  private final List<Object> comparisons = new ArrayList<>();
  private final List<EpochMetrics> metrics = new ArrayList<>();
  private Progress progress;
  private Double secondsToFirstStep;

  /**
   * Begins a run: its folder can be written from here on, or this fails.
   *
   * @param record what the run is
   * @throws java.io.UncheckedIOException if the folder cannot be written
   */
  public Run(RunDirectory directory, RunRecord record, StopSignal stop) {
    this(directory, record, stop, Saved.nothing());
  }

  private Run(RunDirectory directory, RunRecord record, StopSignal stop, Saved<R> saved) {
    this.directory = directory;
    this.record = record;
    this.stop = stop;
    resumedAfter = saved.ranOn();
    rows.addAll(saved.rows());
    metrics.addAll(saved.metrics());
    RunDirectory.write(directory.config(), Json.document(record.config()));
    save("running");
  }

  /**
   * Goes on with a run that ended early: its finished trials are not run again.
   *
   * @param record what it was before
   * @param type of its rows
   * @throws RunException if it was told something else, or what it left cannot be read
   * @throws OtherDataException if the data are others
   */
  public static <R> Run<R> resume(
      RunDirectory directory, RunRecord record, StopSignal stop, Class<R> type) {
    return new Run<>(directory, record, stop, Saved.read(directory, record, type));
  }

  /**
   * Runs the trials.
   *
   * @param view is told how far the run has come
   * @return what the run's folder holds now
   * @throws StoppedException if the process is told to stop
   * @throws TrialException if a trial fails
   */
  public Results execute(List<? extends Trial<R>> trials, Progress view) {
    return execute(Plan.of(trials), view);
  }

  /**
   * Runs a plan's trials and concludes from them.
   *
   * @param view is told how far the run has come
   * @return what the run's folder holds now
   * @throws StoppedException if the process is told to stop
   * @throws TrialException if a trial fails
   */
  public Results execute(Plan<R> plan, Progress view) {
    progress = view;
    try {
      long stepsBefore = 0;
      List<? extends Trial<R>> stage = plan.next(rows());
      while (!stage.isEmpty()) {
        for (Trial<R> trial : stage) {
          rows.add(run(trial, stepsBefore));
          save("running");
          stepsBefore += trial.steps();
        }
        stage = plan.next(rows());
      }
      conclude(plan.conclude(rows()));
      return save("complete");
    } catch (RuntimeException | Error failure) {
      saveAfter(failure);
      throw failure;
    }
  }

  /** The rows of the trials that are finished. */
  public List<R> rows() {
    return List.copyOf(rows);
  }

  /** The metrics of the epochs that are finished. */
  public List<EpochMetrics> metrics() {
    return List.copyOf(metrics);
  }

  /** A trial starts after so many epochs; what there is of later ones is of a run before. */
  void trainingStarts(String trial, int epochs) {
    if (secondsToFirstStep == null) {
      secondsToFirstStep = Startup.seconds();
    }
    metrics.removeIf(epoch -> epoch.trial().equals(trial) && epoch.epoch() > epochs);
  }

  void stepDone(long steps, String trial, int epoch, double loss) {
    progress.step(steps, trial, epoch, loss);
    if (stop.isRequested()) {
      throw new StoppedException("what was finished is in " + directory.path());
    }
  }

  void advanced(long steps, String trial) {
    stepDone(steps, trial, 0, Double.NaN);
  }

  void epochDone(EpochMetrics epoch) {
    metrics.add(epoch);
    String lines = metrics.stream().map(line -> Json.line(line) + '\n').collect(joining());
    RunDirectory.write(directory.metrics(), lines);
    progress.epoch(epoch);
  }

  private R run(Trial<R> trial, long stepsBefore) {
    try {
      return trial.run(new TrialLog(this, trial.name(), stepsBefore));
    } catch (StoppedException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new TrialException(trial.name(), e);
    }
  }

  private void conclude(Conclusion<R> conclusion) {
    rows.clear();
    rows.addAll(conclusion.rows());
    comparisons.addAll(conclusion.comparisons());
  }

  private Results save(String status) {
    Results results =
        new Results(
            record.experiment(),
            status,
            record.arguments(),
            record.config(),
            record.data(),
            rows(),
            List.copyOf(comparisons),
            secondsToFirstStep,
            provenance,
            resumedAfter);
    RunDirectory.write(directory.results(), Json.sealed(results));
    return results;
  }

  private void saveAfter(Throwable failure) {
    try {
      save(failure instanceof StoppedException ? "stopped" : "failed");
    } catch (RuntimeException second) {
      failure.addSuppressed(second);
    }
  }
}
