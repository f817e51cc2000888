// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core;

import io.sparseout.core.kernels.Noise;
import io.sparseout.core.kernels.Workers;
import io.sparseout.core.random.Threefry;
import java.util.Arrays;

/** Which elements of a tensor share the outcome of one random draw. */
abstract class NoiseSharing {
  private static final int GRAIN = 8_192;

  /** A kernel of noise on a range of elements. */
  interface Kernel {
    /**
     * Writes elements {@code from} to {@code to - 1} of the output.
     *
     * @param inputs Not modified.
     * @param output Modified.
     */
    void apply(Noise noise, int from, int to, Object[] inputs, Object output);
  }

  /** None: a draw for each element. */
  static final NoiseSharing NONE =
      new NoiseSharing() {
        @Override
        void apply(Noise noise, Shape shape, Kernel kernel, Tensor output, Tensor... inputs) {
          Object[] in = arrays(inputs);
          Object out = output.array();
          Workers.split(shape.size(), GRAIN, (from, to) -> kernel.apply(noise, from, to, in, out));
        }
      };

  /** All indices of the first axis share their draws. */
  static final NoiseSharing FIRST_AXIS =
      new NoiseSharing() {
        @Override
        void apply(Noise noise, Shape shape, Kernel kernel, Tensor output, Tensor... inputs) {
          bySlice(shape, index -> noise, kernel, output, inputs);
        }
      };

  /**
   * All elements of a row, an index of the first axis, share one draw, and so do rows of one
   * number.
   *
   * @param numbers INT32, the number of each row, 0 or more
   */
  static NoiseSharing byRow(Tensor numbers) {
    int[] number = numbers.toIntArray();
    return new NoiseSharing() {
      @Override
      void apply(Noise noise, Shape shape, Kernel kernel, Tensor output, Tensor... inputs) {
        if (shape.rank() == 0 || shape.dim(0) != number.length) {
          throw new IllegalArgumentException(
              "noise by row: " + number.length + " rows are numbered, the input is " + shape);
        }
        bySlice(shape, row -> decided(noise, number[row]), kernel, output, inputs);
      }
    };
  }

  /**
   * Applies noise to whole tensors of one shape, each beginning with its array.
   *
   * @param noise the draws and their scale
   * @param output Modified.
   */
  abstract void apply(Noise noise, Shape shape, Kernel kernel, Tensor output, Tensor... inputs);

  private interface NoiseOfSlice {
    Noise at(int index);
  }

  private static Noise decided(Noise noise, int number) {
    int[] words = new int[Threefry.GROUP];
    Threefry.group(noise.key(), number / Threefry.GROUP, words);
    return noise.decided(words[number % Threefry.GROUP]);
  }

  /** Slices along the first axis, in copies that begin where the draws begin. */
  private static void bySlice(
      Shape shape, NoiseOfSlice noise, Kernel kernel, Tensor output, Tensor... inputs) {
    int slices = shape.rank() == 0 ? 1 : shape.dim(0);
    int length = shape.rank() == 0 ? 1 : shape.product(1, shape.rank());
    Object[] in = arrays(inputs);
    Object out = output.array();
    int most = Math.min(Workers.threads(), shape.size() / GRAIN);
    int parts = Math.max(1, Math.min(most, slices));
    Memory memory = inputs[0].pass().memory();
    Object[][] copies = new Object[parts][in.length + 1];
    for (Object[] own : copies) {
      Arrays.setAll(own, i -> memory.takeBriefly(output.dtype(), length));
    }
    Workers.run(
        parts,
        part -> {
          Object[] own = copies[part];
          Object result = own[in.length];
          int last = (int) ((long) slices * (part + 1) / parts);
          for (int slice = (int) ((long) slices * part / parts); slice < last; slice++) {
            for (int i = 0; i < in.length; i++) {
              System.arraycopy(in[i], slice * length, own[i], 0, length);
            }
            kernel.apply(noise.at(slice), 0, length, own, result);
            System.arraycopy(result, 0, out, slice * length, length);
          }
        });
    for (Object[] own : copies) {
      for (Object copy : own) {
        memory.release(output.dtype(), length, copy);
      }
    }
  }

  private static Object[] arrays(Tensor... tensors) {
    Object[] arrays = new Object[tensors.length];
    for (int i = 0; i < arrays.length; i++) {
      arrays[i] = tensors[i].array();
    }
    return arrays;
  }
}
