// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core;

import io.sparseout.core.kernels.Noise;
import io.sparseout.core.kernels.NoiseKernels;
import io.sparseout.core.kernels.Workers;

/** The noise of Dropout and Sparseout; see {@link Tensor#sparseoutNoise}. */
final class NoiseOperation {
  private static final int GRAIN = 8_192;

  private NoiseOperation() {}

  static Tensor apply(Tensor operand, float p, float q, float epsilon, boolean exact) {
    require(p >= 0 && p <= 1, "p", "the probability of dropping, from 0 to 1", p);
    require(q >= 0 && q < Float.POSITIVE_INFINITY, "q", "the norm, 0 or more", q);
    require(
        epsilon >= 0 && epsilon < Float.POSITIVE_INFINITY,
        "epsilon",
        "a number 0 or more",
        epsilon);
    if (p == 0) {
      return operand;
    }
    if (p == 1) {
      return operand.times(0);
    }
    Pass pass = operand.pass();
    if (pass == null) {
      throw new IllegalStateException(
          "sparseoutNoise: needs a pass for its randomness; start from pass.input(x)");
    }
    NoiseKernels<Object> kernels = operand.dtype().kernels("sparseoutNoise").noise();
    Noise noise = new Noise(p, q, epsilon, exact, pass.draw());
    Tensor x = operand.aligned();
    Tensor y = Tensor.allocate(x.dtype(), x.shape(), pass);
    Workers.split(
        x.size(), GRAIN, (from, to) -> kernels.perturb(noise, from, to, x.array(), y.array()));
    return y.from(
        operand,
        (g, tape) ->
            tape.add(
                operand,
                gx ->
                    Workers.split(
                        x.size(),
                        GRAIN,
                        (from, to) ->
                            kernels.perturbGradient(
                                noise, from, to, x.array(), g.array(), gx.array()))));
  }

  private static void require(boolean valid, String name, String meaning, float value) {
    if (!valid) {
      throw new IllegalArgumentException(
          "sparseout: " + name + " is " + meaning + ", not " + value);
    }
  }
}
