// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core;

import io.sparseout.core.kernels.Binary;
import io.sparseout.core.kernels.ElementwiseKernels;
import io.sparseout.core.kernels.Kernels;
import io.sparseout.core.kernels.Noise;
import io.sparseout.core.kernels.NoiseKernels;
import io.sparseout.core.kernels.Unary;
import io.sparseout.core.kernels.Workers;

/** The noise of Dropout and Sparseout; see {@link Tensor#sparseoutNoise}. */
final class NoiseOperation {
  private static final int PIECE = 4_096;

  private NoiseOperation() {}

  /** Refuses numbers out of their ranges. */
  static void check(float p, float q, float epsilon) {
    require(p >= 0 && p <= 1, "p", "the probability of dropping, from 0 to 1", p);
    require(q >= 0 && q < Float.POSITIVE_INFINITY, "q", "the norm, 0 or more", q);
    require(
        epsilon >= 0 && epsilon < Float.POSITIVE_INFINITY,
        "epsilon",
        "a number 0 or more",
        epsilon);
  }

  /** The pass that an operation draws in. */
  static Pass pass(String operation, Pass pass) {
    if (pass == null) {
      throw new IllegalStateException(
          operation + ": needs a pass for its randomness; start from pass.input(x)");
    }
    return pass;
  }

  static Tensor apply(Tensor operand, float p, float q, float epsilon, boolean exact) {
    check(p, q, epsilon);
    if (p == 0) {
      return operand;
    }
    if (p == 1) {
      return operand.times(0);
    }
    Pass pass = pass("sparseoutNoise", operand.pass());
    Noise noise = new Noise(p, q, epsilon, exact, pass.draw());
    return perturb(operand, noise, pass.sharing());
  }

  private static Tensor perturb(Tensor operand, Noise noise, NoiseSharing sharing) {
    Pass pass = operand.pass();
    NoiseKernels<Object> kernels = operand.dtype().kernels("sparseoutNoise").noise();
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

  /** The noise on weights; see {@link Tensor#weightNoise}. */
  static Tensor weights(Tensor operand, float p, float q, float epsilon, boolean exact) {
    check(p, q, epsilon);
    if (p == 0) {
      return operand;
    }
    if (p == 1) {
      return operand.times(0);
    }
    Pass pass = pass("weightNoise", operand.pass());
    Noise noise = new Noise(p, q, epsilon, exact, pass.draw());
    if (q == 2 || (exact && epsilon != 0)) {
      return perturb(operand, noise, NoiseSharing.NONE);
    }
    Kernels<Object> kernels = operand.dtype().kernels("weightNoise");
    Noise plain = new Noise(p, q, epsilon, false, noise.key());
    Tensor w = operand.aligned();
    Tensor m = Tensor.allocate(w.dtype(), w.shape(), pass);
    Tensor y = Tensor.allocate(w.dtype(), w.shape(), pass);
    piecewise(
        w.size(),
        (from, to) -> {
          kernels.elementwise().fill(1, from, to, y.array());
          kernels.noise().perturbGradient(plain, from, to, w.array(), y.array(), m.array());
          kernels.elementwise().binary(Binary.TIMES, from, to, w.array(), m.array(), y.array());
        });
    return y.from(
        operand,
        (g, tape) ->
            tape.add(
                operand,
                gw ->
                    piecewise(
                        w.size(),
                        (from, to) -> {
                          Object factor = m.array();
                          if (exact) { // (w m)' = 1 + q/2 (m - 1)
                            factor = gw.array();
                            ElementwiseKernels<Object> line = kernels.elementwise();
                            line.unary(Unary.SCALE, q / 2.0, from, to, m.array(), factor);
                            line.unary(Unary.SHIFT, 1 - q / 2.0, from, to, factor, factor);
                          }
                          kernels
                              .elementwise()
                              .binary(Binary.TIMES, from, to, g.array(), factor, gw.array());
                        })));
  }

  /** Splits work over threads, and each one's over pieces that stay in its caches. */
  private static void piecewise(int n, Workers.Range work) {
    Workers.split(
        n,
        NoiseSharing.GRAIN,
        (from, to) -> {
          for (int start = from; start < to; start += PIECE) {
            work.run(start, Math.min(to, start + PIECE));
          }
        });
  }

  /** The noise on groups of weights; see {@link Tensor#groupNoise}. */
  static Tensor groups(
      Tensor w, int group, float p, float q, float epsilon, boolean exactGradient) {
    check(p, q, epsilon);
    int rank = w.shape().rank();
    int row = rank == 0 ? 1 : w.shape().product(Math.min(1, rank - 1), rank);
    if (group < 1 || row % group != 0) {
      throw new IllegalArgumentException(
          "groupNoise: the size of a group divides the "
              + row
              + " weights of a row of "
              + w.shape()
              + ", from 1 to "
              + row
              + ", and is not "
              + group);
    }
    if (p == 0) {
      return w;
    }
    if (p == 1) {
      return w.times(0);
    }
    Pass pass = pass("groupNoise", w.pass());
    Groups groups = new Groups(1, w.size() / group, group);
    Noise noise = new Noise(p, q, epsilon, false, pass.draw());
    Tensor norms = Tensor.allocate(w.dtype(), Shape.of(groups.n()), pass);
    groups.dots(w, w, norms);
    norms = norms.sqrt();
    Tensor size = norms;
    Tensor m = multipliers(noise, size);
    Tensor y = Tensor.allocate(w.dtype(), w.shape(), pass);
    groups.scale(m, w, y);
    return y.from(
        w,
        (g, tape) ->
            tape.add(
                w,
                gw -> {
                  groups.scale(m, g, gw);
                  if (exactGradient && q != 2) {
                    // m = m(s), s = |w_g|: gw += (sum over the group of g w) m'(s) / s w, where
                    // s m'(s) is what the exact derivative of s m(s) has more than m.
                    Noise exact = new Noise(p, q, epsilon, true, noise.key());
                    Tensor dots = Tensor.allocate(w.dtype(), size.shape(), pass);
                    groups.dots(g, w, dots);
                    Tensor nonzero = size.plus(Float.MIN_NORMAL);
                    Tensor slope = multipliers(exact, size).minus(m).dividedBy(nonzero);
                    Tensor more = Tensor.allocate(w.dtype(), w.shape(), pass);
                    groups.scale(slope.times(dots.dividedBy(nonzero)), w, more);
                    Arithmetic.addInto(more, gw);
                  }
                }));
  }

  /** m of each norm, or by an exact noise the derivative of s m(s). */
  private static Tensor multipliers(Noise noise, Tensor norms) {
    NoiseKernels<Object> kernels = norms.dtype().kernels("groupNoise").noise();
    Tensor m = Tensor.allocate(norms.dtype(), norms.shape(), norms.pass());
    Elementwise.fill(1, m);
    Workers.split(
        m.size(),
        NoiseSharing.GRAIN,
        (from, to) ->
            kernels.perturbGradient(noise, from, to, norms.array(), m.array(), m.array()));
    return m;
  }

  private static void require(boolean valid, String name, String meaning, float value) {
    if (!valid) {
      throw new IllegalArgumentException(
          "sparseout: " + name + " is " + meaning + ", not " + value);
    }
  }
}
