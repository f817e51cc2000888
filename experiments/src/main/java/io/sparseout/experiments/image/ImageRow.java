// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.image;

import io.sparseout.experiments.compare.Compared;
import io.sparseout.experiments.compare.LayerSparsity;
import java.util.List;

/**
 * What is measured of one trained classifier, in evaluation. Only the models with the chosen p meet
 * the test images; of the others, and before the choice, the measures on them are null.
 *
 * @param trial the trial's name
 * @param setting what tables and plots call its regularizer without p
 * @param regularizer the regularizer's text
 * @param p its probability of dropping, null where it has none
 * @param q its norm, null where it has none
 * @param gradient its gradient, null where it has no choice
 * @param seed of initial weights, order, changes of images, and noise
 * @param validationAccuracy the share of validation images classified right
 * @param validationLoss the mean cross-entropy on them
 * @param chosen whether its p is the setting's best one; false as long as trials are running
 * @param testAccuracy the share of test images classified right
 * @param testLoss the mean cross-entropy on them
 * @param sparsity of the activations on test images, at each place of the regularizer
 * @param trainSeconds how long training took, without evaluation
 * @param weightsSha256 the hash of the trained weights
 */
record ImageRow(
    String trial,
    String setting,
    String regularizer,
    Float p,
    Float q,
    String gradient,
    long seed,
    double validationAccuracy,
    double validationLoss,
    boolean chosen,
    Double testAccuracy,
    Double testLoss,
    List<LayerSparsity> sparsity,
    double trainSeconds,
    String weightsSha256)
    implements Compared {
  /** The same row of a chosen model, with its measures on the test images. */
  ImageRow tested(Scores test, List<LayerSparsity> layers) {
    return new ImageRow(
        trial,
        setting,
        regularizer,
        p,
        q,
        gradient,
        seed,
        validationAccuracy,
        validationLoss,
        true,
        test.accuracy(),
        test.loss(),
        layers,
        trainSeconds,
        weightsSha256);
  }

  /** Its accuracy. */
  @Override
  public double validationScore() {
    return validationAccuracy;
  }

  /** Its accuracy in percentage points. */
  @Override
  public double points() {
    return 100 * testAccuracy;
  }
}
