// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.compare;

import io.sparseout.experiments.runs.Conclusion;
import io.sparseout.experiments.runs.Plan;
import io.sparseout.experiments.runs.RegularizerChoice;
import io.sparseout.experiments.runs.RunDirectory;
import io.sparseout.experiments.runs.StopSignal;
import io.sparseout.experiments.runs.StoppedException;
import io.sparseout.experiments.runs.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Settings against Dropout. First every setting is trained with each p and the seeds that the
 * choice of p rests on; then the chosen ones with the seeds that are left. Only then do the models
 * with the chosen p, as they are, and no others, read the test data, once.
 *
 * @param <R> the row of a trial
 */
public final class Contest<R extends Compared> implements Plan<R> {
  /** Makes the trials. */
  @FunctionalInterface
  public interface Trials<R> {
    /** The training of a setting with one of its candidates and a seed. */
    Trial<R> of(Setting setting, RegularizerChoice candidate, long seed);
  }

  private final List<Setting> settings;
  private final List<Long> choosing;
  private final List<Long> others;
  private final Trials<R> trials;
  private final UnaryOperator<R> test;
  private final RunDirectory directory;
  private final StopSignal stop;

  /**
   * A plan.
   *
   * @param seeds that models are tested with
   * @param choosing how many of them, from the first one on, the choice of p rests on
   * @param trials makes the trials, which all have as many steps
   * @param test gives the row of a chosen model what is measured on test data
   * @param directory keeps the models
   */
  public Contest(
      List<Setting> settings,
      List<Long> seeds,
      int choosing,
      Trials<R> trials,
      UnaryOperator<R> test,
      RunDirectory directory,
      StopSignal stop) {
    this.settings = settings;
    this.choosing = seeds.subList(0, choosing);
    this.others = seeds.subList(choosing, seeds.size());
    this.trials = trials;
    this.test = test;
    this.directory = directory;
    this.stop = stop;
  }

  @Override
  public List<Trial<R>> next(List<R> rows) {
    Set<String> done = rows.stream().map(Compared::trial).collect(Collectors.toSet());
    List<Trial<R>> first = missing(choosing, done, (setting, candidate) -> true);
    if (!first.isEmpty()) {
      return first;
    }
    Selection selection = new Selection(rows, choosing);
    return missing(
        others,
        done,
        (setting, candidate) -> selection.isChosen(setting.label(), candidate.text()));
  }

  @FunctionalInterface
  private interface Wanted {
    boolean is(Setting setting, RegularizerChoice candidate);
  }

  private List<Trial<R>> missing(List<Long> seeds, Set<String> done, Wanted wanted) {
    List<Trial<R>> missing = new ArrayList<>();
    for (Setting setting : settings) {
      for (RegularizerChoice candidate : setting.candidates()) {
        for (long seed : seeds) {
          if (wanted.is(setting, candidate) && !done.contains(candidate.trialName(seed))) {
            missing.add(trials.of(setting, candidate, seed));
          }
        }
      }
    }
    return missing;
  }

  /**
   * How many steps the trials have that are without a row, those that are chosen later included.
   */
  public long steps(List<R> rows) {
    Setting any = settings.get(0);
    long each = trials.of(any, any.candidates().get(0), choosing.get(0)).steps();
    int candidates = settings.stream().mapToInt(setting -> setting.candidates().size()).sum();
    return each
        * ((long) candidates * choosing.size()
            + (long) settings.size() * others.size()
            - rows.size());
  }

  /**
   * Concludes from the rows of all trials.
   *
   * @throws StoppedException if the process is told to stop
   */
  @Override
  public Conclusion<R> conclude(List<R> rows) {
    Selection selection = new Selection(rows, choosing);
    List<R> all = new ArrayList<>();
    for (R row : rows) {
      if (stop.isRequested()) {
        throw new StoppedException("all models are trained and in " + directory.path());
      }
      all.add(selection.isChosen(row) ? test.apply(row) : row);
    }
    return new Conclusion<>(all, comparisons(all));
  }

  /** Every other setting against Dropout; none where Dropout is not among the settings. */
  public List<Comparison> comparisons(List<R> rows) {
    Map<String, List<R>> groups = Compared.groups(rows);
    List<R> dropout =
        settings.stream()
            .filter(Setting::isDropout)
            .map(setting -> groups.get(setting.label()))
            .findFirst()
            .orElse(null);
    return Comparison.all(List.copyOf(groups.values()), dropout);
  }
}
