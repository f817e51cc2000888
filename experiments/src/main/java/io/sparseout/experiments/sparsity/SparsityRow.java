// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.sparsity;

/**
 * What is measured of one trained autoencoder, on the test set in evaluation.
 *
 * @param trial the trial's name
 * @param label what tells its regularizer from the others of the run
 * @param code what the units of the code compute
 * @param regularizer the regularizer's text
 * @param p its probability of dropping, null where it has none
 * @param q its norm, null where it has none
 * @param gradient its gradient, null where it has no choice
 * @param seed of initial weights, order and noise
 * @param hoyer the mean Hoyer sparsity of the code
 * @param zeroFraction the share of the code's units that are 0
 * @param nearZeroFraction the share of the code's units that are 0.001 at the most
 * @param meanActivation the mean of the code's units
 * @param testLoss the mean squared error of the reconstruction
 * @param trainSeconds how long training took, without evaluation
 * @param weightsSha256 the hash of the trained weights
 * @param activations how the code's units are distributed
 */
record SparsityRow(
    String trial,
    String label,
    String code,
    String regularizer,
    Float p,
    Float q,
    String gradient,
    long seed,
    double hoyer,
    double zeroFraction,
    double nearZeroFraction,
    double meanActivation,
    double testLoss,
    double trainSeconds,
    String weightsSha256,
    Activations activations) {}
