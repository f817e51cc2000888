// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.io;

import io.sparseout.core.Tensor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes tensors' elements as little-endian numbers, a small block at a time. */
final class ArrayWriter {
  private static final int BLOCK = 1 << 16;

  private final OutputStream out;
  private final byte[] bytes = new byte[BLOCK];
  private final ByteBuffer block = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  private final float[] floats = new float[BLOCK / Float.BYTES];
  private final double[] doubles = new double[BLOCK / Double.BYTES];
  private final int[] ints = new int[BLOCK / Integer.BYTES];

  ArrayWriter(OutputStream out) {
    this.out = out;
  }

  /** Writes all elements, in the tensor's own type. */
  void write(Tensor tensor) throws IOException {
    int size = tensor.shape().size();
    int elementBytes = tensor.dtype().bytes();
    for (int done = 0; done < size; ) {
      int n = Math.min(size - done, BLOCK / elementBytes);
      fill(tensor, done, n);
      out.write(bytes, 0, n * elementBytes);
      done += n;
    }
  }

  private void fill(Tensor tensor, int from, int n) {
    switch (tensor.dtype()) {
      case FLOAT32 -> {
        tensor.copyTo(from, floats, 0, n);
        block.asFloatBuffer().put(floats, 0, n);
      }
      case FLOAT64 -> {
        tensor.copyTo(from, doubles, 0, n);
        block.asDoubleBuffer().put(doubles, 0, n);
      }
      case INT8 -> tensor.copyTo(from, bytes, 0, n);
      case INT32 -> {
        tensor.copyTo(from, ints, 0, n);
        block.asIntBuffer().put(ints, 0, n);
      }
    }
  }
}
