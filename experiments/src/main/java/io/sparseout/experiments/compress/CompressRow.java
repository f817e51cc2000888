// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.compress;

/**
 * What is measured of one network as it was saved and loaded again, in evaluation.
 *
 * @param trial the trial's name, and its file's
 * @param method how it was made sparse; {@code dense} if it was not
 * @param sparsity the share that was to go: of the weights, or of the hidden units where whole ones
 *     go
 * @param form how its weights are kept: {@code dense}, {@code sparse} or {@code int8}, several
 *     where layers differ
 * @param regularizer the regularizer's text
 * @param p its probability of dropping, null where it has none
 * @param q its norm, null where it has none
 * @param seed of initial weights, order and noise
 * @param testAccuracy the share of test images classified right
 * @param testLoss the mean cross-entropy on them
 * @param weightsGone the share of the dense network's weights that are zero or not there
 * @param bytes the size of its file
 * @param latencyMillis1 the median time of an evaluation of one image
 * @param latencyMillis64 the median time of an evaluation of 64 images at once
 * @param denseLatencyMillis1 the dense network's of the same seed, measured in turns with this one
 * @param denseLatencyMillis64 the dense network's for 64
 * @param peakBytes the heap that the network and an evaluation of 64 images take
 * @param trainSeconds how long training took here, without evaluation; of one that was made of a
 *     trained one, what it took beyond that
 * @param weightsSha256 the hash of its weights
 */
record CompressRow(
    String trial,
    String method,
    double sparsity,
    String form,
    String regularizer,
    Float p,
    Float q,
    long seed,
    double testAccuracy,
    double testLoss,
    double weightsGone,
    long bytes,
    double latencyMillis1,
    double latencyMillis64,
    double denseLatencyMillis1,
    double denseLatencyMillis64,
    long peakBytes,
    double trainSeconds,
    String weightsSha256) {
  /** How many times faster it is for one image than the dense network. */
  double speedup1() {
    return denseLatencyMillis1 / latencyMillis1;
  }

  /** How many times faster it is for 64 images than the dense network. */
  double speedup64() {
    return denseLatencyMillis64 / latencyMillis64;
  }

  /** What it is but for the seed, which may change the form. */
  Setting setting() {
    Method made = Method.DENSE.toString().equals(method) ? Method.DENSE : Method.of(method);
    return new Setting(made, sparsity, Form.isQuantized(form));
  }
}
