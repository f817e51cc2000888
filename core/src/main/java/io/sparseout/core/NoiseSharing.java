// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core;

import io.sparseout.core.kernels.Noise;
import io.sparseout.core.kernels.Workers;
import io.sparseout.core.random.Threefry;
import java.util.Arrays;
import java.util.function.Supplier;

/** Which elements of a tensor share the outcome of one random draw. */
abstract class NoiseSharing {
  /** Elements below which another thread is not worth waking. */
  static final int GRAIN = 8_192;

  private static final Shape GROUP = Shape.of(Threefry.GROUP);

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

  /** Random numbers of one key. */
  interface Draws {
    /**
     * Writes numbers {@code first} to {@code first + count - 1}.
     *
     * @param first a multiple of {@link Threefry#GROUP}
     * @param y Modified, from {@code at} on.
     */
    void write(int first, int count, int at, Object y);
  }

  /** None: a draw for each element. */
  static final NoiseSharing NONE =
      new NoiseSharing() {
        @Override
        void fill(Draws draws, Tensor y) {
          Workers.split(
              y.size(), GRAIN, (from, to) -> draws.write(from, to - from, from, y.array()));
        }

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
        void fill(Draws draws, Tensor y) {
          int slices = y.shape().rank() == 0 ? 1 : y.shape().dim(0);
          int length = slices == 0 ? 0 : y.size() / slices;
          Object array = y.array();
          Workers.split(length, GRAIN, (from, to) -> draws.write(from, to - from, from, array));
          for (int slice = 1; slice < slices; slice++) {
            System.arraycopy(array, 0, array, slice * length, length);
          }
        }

        @Override
        void apply(Noise noise, Shape shape, Kernel kernel, Tensor output, Tensor... inputs) {
          bySlice(shape, () -> index -> noise, kernel, output, inputs);
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
    return new ByRow() {
      @Override
      Shape rows(Shape shape) {
        if (shape.rank() == 0 || shape.dim(0) != number.length) {
          throw new IllegalArgumentException(
              "noise by row: " + number.length + " rows are numbered, the input is " + shape);
        }
        return shape;
      }

      @Override
      int number(int row) {
        return number[row];
      }
    };
  }

  /**
   * All elements at one index of the first axes share one draw; with two axes, all pixels of a
   * channel of an example.
   *
   * @param axes how many, from 0: one draw for all
   */
  static NoiseSharing leading(int axes) {
    return new ByRow() {
      @Override
      Shape rows(Shape shape) {
        if (shape.rank() < axes) {
          throw new IllegalArgumentException(
              "noise by the first " + axes + " axes: the input has fewer, " + shape);
        }
        int rows = shape.product(0, axes);
        return Shape.of(rows, rows == 0 ? 0 : shape.size() / rows);
      }

      @Override
      int number(int row) {
        return row;
      }
    };
  }

  /** One draw for each row, the one of the row's number. */
  private abstract static class ByRow extends NoiseSharing {
    /** The shape whose first axis is the rows. */
    abstract Shape rows(Shape shape);

    abstract int number(int row);

    @Override
    void apply(Noise noise, Shape shape, Kernel kernel, Tensor output, Tensor... inputs) {
      bySlice(rows(shape), () -> decisions(noise), kernel, output, inputs);
    }

    /** Rows of neighbouring numbers have their words from one group. */
    private NoiseOfSlice decisions(Noise noise) {
      int[] words = new int[Threefry.GROUP];
      int[] group = {-1};
      Noise kept = noise.decided(Noise.Outcome.KEPT);
      Noise dropped = noise.decided(Noise.Outcome.DROPPED);
      long threshold = noise.threshold();
      return row -> {
        int number = number(row);
        if (number / Threefry.GROUP != group[0]) {
          group[0] = number / Threefry.GROUP;
          Threefry.group(noise.key(), group[0], words);
        }
        int word = words[number % Threefry.GROUP];
        return Integer.toUnsignedLong(word) < threshold ? kept : dropped;
      };
    }

    @Override
    void fill(Draws draws, Tensor y) {
      Shape shape = rows(y.shape());
      int rows = shape.dim(0);
      int length = rows == 0 ? 0 : y.size() / rows;
      Workers.split(
          rows,
          Math.max(1, GRAIN / Math.max(1, length)),
          (from, to) -> {
            Tensor group =
                new Tensor(y.dtype(), GROUP, y.dtype().newArray(Threefry.GROUP), 0, null);
            int drawn = -1;
            for (int row = from; row < to; row++) {
              int number = number(row);
              if (number / Threefry.GROUP != drawn) {
                drawn = number / Threefry.GROUP;
                draws.write(drawn * Threefry.GROUP, Threefry.GROUP, 0, group.array());
              }
              double value = group.get(number % Threefry.GROUP);
              y.dtype()
                  .kernels("draw")
                  .elementwise()
                  .fill(value, row * length, (row + 1) * length, y.array());
            }
          });
    }
  }

  /**
   * Applies noise to whole tensors of one shape, each beginning with its array.
   *
   * @param noise the draws and their scale
   * @param output Modified.
   */
  abstract void apply(Noise noise, Shape shape, Kernel kernel, Tensor output, Tensor... inputs);

  /**
   * Fills a tensor with random numbers.
   *
   * @param y begins with its array. Modified.
   */
  abstract void fill(Draws draws, Tensor y);

  private interface NoiseOfSlice {
    Noise at(int index);
  }

  /** Slices along the first axis, in copies that begin where the draws begin. */
  private static void bySlice(
      Shape shape, Supplier<NoiseOfSlice> noise, Kernel kernel, Tensor output, Tensor... inputs) {
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
          NoiseOfSlice decisions = noise.get();
          int last = (int) ((long) slices * (part + 1) / parts);
          for (int slice = (int) ((long) slices * part / parts); slice < last; slice++) {
            for (int i = 0; i < in.length; i++) {
              System.arraycopy(in[i], slice * length, own[i], 0, length);
            }
            kernel.apply(decisions.at(slice), 0, length, own, result);
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
