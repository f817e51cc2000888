// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core;

import io.sparseout.core.kernels.Binary;
import io.sparseout.core.kernels.ElementwiseKernels;
import io.sparseout.core.kernels.MatmulStart;
import io.sparseout.core.kernels.MatrixKernels;
import io.sparseout.core.kernels.Noise;
import io.sparseout.core.kernels.NoiseKernels;
import io.sparseout.core.kernels.Workers;
import java.util.Arrays;

/**
 * The affine map of examples that have noise on the weights of their own; see {@link
 * Tensor#linearWithNoise}. A block of rows of W is copied to the front of a small array, perturbed
 * there for one example after the other, and used at once. The draws of an example and a block are
 * a key of their own, so they can be had again in any order.
 */
final class NoisyProduct {
  /** Elements of a block, or one row if that has more: some that stay in the second cache. */
  private static final int BLOCK = 16_384;

  private final Tensor x;
  private final Tensor weight;
  private final Noise noise;
  private final int examples;
  private final int in;
  private final int out;
  private final int blockRows;
  private final int blocks;
  private final MatrixKernels<Object> matrix;
  private final NoiseKernels<Object> noises;
  private final ElementwiseKernels<Object> elementwise;

  private NoisyProduct(Tensor x, Tensor weight, Noise noise) {
    this.x = x;
    this.weight = weight;
    this.noise = noise;
    this.examples = x.shape().dim(0);
    this.in = weight.shape().dim(1);
    this.out = weight.shape().dim(0);
    this.blockRows = Math.max(1, Math.min(out, BLOCK / Math.max(1, in)));
    this.blocks = (out + blockRows - 1) / blockRows;
    this.matrix = x.dtype().kernels("linearWithNoise").matrix();
    this.noises = x.dtype().kernels("linearWithNoise").noise();
    this.elementwise = x.dtype().kernels("linearWithNoise").elementwise();
  }

  static Tensor linear(
      Tensor x, Tensor weight, Tensor bias, float p, float q, float epsilon, boolean exact) {
    NoiseOperation.check(p, q, epsilon);
    MatrixProduct.checkLinear("linearWithNoise", x, weight, bias);
    if (p == 0 || p == 1) {
      return x.linear(p == 0 ? weight : weight.times(0), bias);
    }
    Pass pass = NoiseOperation.pass("linearWithNoise", Pass.of("linearWithNoise", x, weight));
    Noise noise = new Noise(p, q, epsilon, exact, pass.draw());
    NoisyProduct product = new NoisyProduct(x, weight, noise);
    Tensor y = Tensor.allocate(x.dtype(), Shape.of(product.examples, product.out), pass);
    product.forward(bias, y);
    Tape.Derivative derivative =
        (g, tape) -> {
          tape.accumulate(x, (gx, more) -> product.differentiateByX(g, gx, more));
          tape.accumulate(weight, (gw, more) -> product.differentiateByWeight(g, gw, more));
          if (bias != null) {
            tape.add(bias, gb -> Reductions.columnSums(product.examples, product.out, g, 0, gb, 0));
          }
        };
    return bias != null && bias.wantsGradient()
        ? y.from(bias, derivative)
        : y.from(x, weight, derivative);
  }

  /** One thread's arrays of a block's length. */
  private record Scratch(Object weight, Object noisy, Object product) {}

  /** Does work for ranges of so many tasks, with scratch memory for each range. */
  private void split(int tasks, Work work) {
    int parts = Math.max(1, Math.min(Workers.threads(), tasks));
    Memory memory = pass().memory();
    int length = blockRows * in;
    Object[] arrays = new Object[3 * parts];
    Arrays.setAll(arrays, i -> memory.takeBriefly(x.dtype(), length));
    Workers.run(
        parts,
        part -> {
          Scratch own = new Scratch(arrays[3 * part], arrays[3 * part + 1], arrays[3 * part + 2]);
          int from = (int) ((long) tasks * part / parts);
          int to = (int) ((long) tasks * (part + 1) / parts);
          work.run(from, to, own);
        });
    for (Object array : arrays) {
      memory.release(x.dtype(), length, array);
    }
  }

  @FunctionalInterface
  private interface Work {
    void run(int from, int to, Scratch own);
  }

  private Pass pass() {
    return Pass.of("linearWithNoise", x, weight);
  }

  /** y = bias + x W~^T, a block of W for all examples, then the next. */
  private void forward(Tensor bias, Tensor y) {
    MatmulStart start = bias == null ? MatmulStart.ZERO : MatmulStart.BIAS;
    split(
        blocks,
        (from, to, own) -> {
          for (int block = from; block < to; block++) {
            copyBlock(block, own.weight);
            for (int i = 0; i < examples; i++) {
              noises.perturb(noise(i, block), 0, length(block), own.weight, own.noisy);
              matrix.matmul(
                  false,
                  true,
                  1,
                  rows(block),
                  in,
                  x.array(),
                  x.offset() + i * in,
                  in,
                  own.noisy,
                  0,
                  in,
                  start,
                  y.array(),
                  y.offset() + i * out + block * blockRows,
                  out,
                  bias == null ? null : bias.array(),
                  bias == null ? 0 : bias.offset() + block * blockRows);
            }
          }
        });
  }

  /** gx = g W~: for each example one chain of additions over all rows of W. */
  private void differentiateByX(Tensor g, Tensor gx, boolean more) {
    split(
        examples,
        (from, to, own) -> {
          if (from < to && blocks == 0 && !more) {
            elementwise.fill(0, gx.offset() + from * in, gx.offset() + to * in, gx.array());
          }
          for (int block = 0; block < blocks; block++) {
            copyBlock(block, own.weight);
            for (int i = from; i < to; i++) {
              noises.perturb(noise(i, block), 0, length(block), own.weight, own.noisy);
              matrix.matmul(
                  false,
                  false,
                  1,
                  in,
                  rows(block),
                  g.array(),
                  g.offset() + i * out + block * blockRows,
                  out,
                  own.noisy,
                  0,
                  in,
                  block > 0 || more ? MatmulStart.ACCUMULATE : MatmulStart.ZERO,
                  gx.array(),
                  gx.offset() + i * in,
                  in,
                  null,
                  0);
            }
          }
        });
  }

  /** gW = the sum over examples, ascending, of g x^T times the derivative of W~ by W. */
  private void differentiateByWeight(Tensor g, Tensor gw, boolean more) {
    split(
        blocks,
        (from, to, own) -> {
          for (int block = from; block < to; block++) {
            copyBlock(block, own.weight);
            int length = length(block);
            int at = gw.offset() + block * blockRows * in;
            Object sum = own.product;
            if (more) {
              System.arraycopy(gw.array(), at, sum, 0, length);
            } else {
              elementwise.fill(0, 0, length, sum);
            }
            for (int i = 0; i < examples; i++) {
              matrix.matmul(
                  false,
                  false,
                  rows(block),
                  in,
                  1,
                  g.array(),
                  g.offset() + i * out + block * blockRows,
                  1,
                  x.array(),
                  x.offset() + i * in,
                  in,
                  MatmulStart.ZERO,
                  own.noisy,
                  0,
                  in,
                  null,
                  0);
              noises.perturbGradient(noise(i, block), 0, length, own.weight, own.noisy, own.noisy);
              elementwise.binary(Binary.PLUS, 0, length, sum, own.noisy, sum);
            }
            System.arraycopy(sum, 0, gw.array(), at, length);
          }
        });
  }

  private Noise noise(int example, int block) {
    long number = (long) example * blocks + block;
    return new Noise(
        noise.p(), noise.q(), noise.epsilon(), noise.exact(), noise.key().child(number));
  }

  private int rows(int block) {
    return Math.min(blockRows, out - block * blockRows);
  }

  private int length(int block) {
    return rows(block) * in;
  }

  private void copyBlock(int block, Object to) {
    int at = weight.offset() + block * blockRows * in;
    System.arraycopy(weight.array(), at, to, 0, length(block));
  }
}
