// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core;

import io.sparseout.core.kernels.Noise;
import io.sparseout.core.kernels.NoiseKernels;

/** The noise of Dropout and Sparseout; see {@link Tensor#sparseoutNoise}. */
final class NoiseOperation {
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
    NoiseSharing sharing = pass.sharing();
    Tensor x = operand.aligned();
    Tensor y = Tensor.allocate(x.dtype(), x.shape(), pass);
    sharing.apply(
        noise,
        x.shape(),
        (own, from, to, in, out) -> kernels.perturb(own, from, to, in[0], out),
        y,
        x);
    return y.from(
        operand,
        (g, tape) ->
            tape.add(
                operand,
                gx ->
                    sharing.apply(
                        noise,
                        x.shape(),
                        (own, from, to, in, out) ->
                            kernels.perturbGradient(own, from, to, in[0], in[1], out),
                        gx,
                        x,
                        g)));
  }

  private static void require(boolean valid, String name, String meaning, float value) {
    if (!valid) {
      throw new IllegalArgumentException(
          "sparseout: " + name + " is " + meaning + ", not " + value);
    }
  }
}
