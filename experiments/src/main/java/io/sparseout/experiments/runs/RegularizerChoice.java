// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.runs;

import io.sparseout.core.Layer;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;
import io.sparseout.core.random.RandomStream;
import io.sparseout.core.train.Trainer;
import io.sparseout.regularizers.Dropout;
import io.sparseout.regularizers.Regularization;
import io.sparseout.regularizers.Regularizers;
import io.sparseout.regularizers.Sparseout;
import java.util.function.Supplier;

/**
 * A regularizer as the command line names it, put in its place in a training, and as tables and
 * plots call it.
 *
 * @param label short, but unlike the others' of its run: {@code q=1.5}
 * @param text as {@link Regularizers#regularization} takes it
 * @param regularization what it does
 */
public record RegularizerChoice(String label, String text, Regularization regularization) {
  /**
   * Between the texts of several regularizers, as a regular expression: {@code ;}, or a comma that
   * a name comes after, not a parameter.
   */
  public static final String SEPARATOR = ";|,(?=\\s*[A-Za-z][-A-Za-z0-9]*\\s*(?:[:;,+]|$))";

  /**
   * The regularizer of a text, called by the text.
   *
   * @throws IllegalArgumentException if there is no such regularizer
   */
  public static RegularizerChoice of(String text) {
    return of(text, text);
  }

  /**
   * The regularizer of a text, called otherwise.
   *
   * @throws IllegalArgumentException if there is no such regularizer
   */
  public static RegularizerChoice of(String label, String text) {
    return new RegularizerChoice(label, text, Regularizers.regularization(text));
  }

  /**
   * One of a comparison of values of q, called by it.
   *
   * @param gradient {@code published} or {@code exact}
   * @throws IllegalArgumentException if a value is out of its range
   */
  public static RegularizerChoice sparseout(float p, float q, String gradient) {
    String text = "sparseout:p=" + number(p) + ",q=" + number(q) + ",gradient=" + gradient;
    return of("q=" + number(q), text);
  }

  /**
   * This one, for a network that is not recurrent.
   *
   * @throws IllegalArgumentException if it is noise between the states of recurrent layers
   */
  public RegularizerChoice withoutStates() {
    if (!regularization.states().isEmpty()) {
      throw new IllegalArgumentException(
          "--regularizer: " + text + " is of recurrent states, which only language has");
    }
    return this;
  }

  /**
   * Tries it on a model, in one pass, so that one that does not fit is refused before anything is
   * trained.
   *
   * @param misfit says in the error that it does not fit, and what: {@code does not fit lenet5}
   * @param model makes the whole model with the regularizer in it
   * @param input of zeros, as the model takes it
   * @throws IllegalArgumentException if a layer does not take what it is given
   */
  public void requireFits(String misfit, Supplier<Layer> model, Tensor input) {
    try (Pass pass = Pass.training(RandomStream.of(0))) {
      model.get().forward(pass.input(input), pass);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "--regularizer: " + text + " " + misfit + ": " + e.getMessage(), e);
    }
  }

  /** The layer to stand where a model has its activations regularized. */
  public Layer layer() {
    return regularization.activations();
  }

  /** The layer to fall on a recurrent layer's weights, that of activations if there is no other. */
  public Layer weights() {
    return isOfWeights() ? regularization.weights() : layer();
  }

  /** Whether it has noise that is for weights. */
  public boolean isOfWeights() {
    return regularization.weights() != Regularization.IDENTITY;
  }

  /** The model as it is to be trained: with noise on its weights, and penalties. */
  public Layer around(Layer model) {
    return regularization.around(model);
  }

  /** Has a trainer keep the constraints on its model. */
  public void constrain(Trainer trainer) {
    regularization.listeners(trainer.model()).forEach(trainer::listen);
  }

  /** Whether it is Dropout and no more, as such or as Sparseout with q = 2. */
  public boolean isDropout() {
    return text.indexOf('+') < 0
        && (layer() instanceof Dropout
            || (layer() instanceof Sparseout sparseout
                && sparseout.q() == 2
                && sparseout.epsilon() == 0));
  }

  /** Its probability of dropping; null where it has none, or a schedule. */
  public Float p() {
    return number("p");
  }

  /** Its norm; null where it has none, or a schedule. */
  public Float q() {
    return number("q");
  }

  private Float number(String key) {
    String value = Regularizers.value(text, key);
    return value == null || value.contains("/") ? null : Float.valueOf(value);
  }

  /** Its gradient, {@code published} or {@code exact}; null where there is no choice. */
  public String gradient() {
    return Regularizers.value(text, "gradient");
  }

  /** The name of its trial with a seed: the label as far as every file system bears it. */
  public String trialName(long seed) {
    return fileName() + "-seed" + seed;
  }

  /** The label as far as every file system bears it. */
  public String fileName() {
    return label.replaceAll("[^A-Za-z0-9.=,]+", "-");
  }

  /** The shortest text of a number: {@code 1} and {@code 1.5}. */
  public static String number(float value) {
    return value == (int) value ? Integer.toString((int) value) : Float.toString(value);
  }
}
