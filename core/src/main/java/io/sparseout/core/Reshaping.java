// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core;

import io.sparseout.core.kernels.RowKernels;
import java.util.List;

/** Operations that move elements or give them another shape. */
final class Reshaping {
  private Reshaping() {}

  static Tensor reshape(Tensor x, int... dims) {
    Shape shape = resolve(x.shape(), dims);
    return x.view(shape, 0)
        .from(x, (g, tape) -> tape.add(x, gx -> gx.assign(g.view(x.shape(), 0))));
  }

  static Tensor slice(Tensor x, int from, int to) {
    Shape shape = x.shape();
    if (shape.rank() == 0 || from < 0 || to < from || to > shape.dim(0)) {
      throw new IllegalArgumentException(
          "slice: no indices " + from + " to " + to + " in the first axis of " + shape);
    }
    Shape part = shape.with(0, to - from);
    int start = from * shape.product(1, shape.rank());
    return x.view(part, start)
        .from(
            x,
            (g, tape) ->
                tape.accumulate(
                    x,
                    (gx, more) -> {
                      Tensor there = gx.view(part, start);
                      if (more) {
                        there.assign(there.detach().plus(g));
                      } else {
                        Elementwise.fill(0, gx);
                        there.assign(g);
                      }
                    }));
  }

  static Tensor slice(Tensor x, int axis, int from, int to) {
    int index = x.shape().axis(axis, "slice");
    if (from < 0 || to < from || to > x.shape().dim(index)) {
      throw new IllegalArgumentException(
          "slice: no indices " + from + " to " + to + " in axis " + axis + " of " + x.shape());
    }
    int outer = x.shape().product(0, index);
    int inner = x.shape().product(index + 1, x.shape().rank());
    int width = x.shape().dim(index) * inner;
    int count = (to - from) * inner;
    Tensor y = Tensor.allocate(x.dtype(), x.shape().with(index, to - from), x.pass());
    moveColumns(outer, count, x, from * inner, width, y, 0, count);
    return y.from(
        x,
        (g, tape) ->
            tape.add(
                x,
                gx -> {
                  Elementwise.fill(0, gx);
                  moveColumns(outer, count, g, 0, count, gx, from * inner, width);
                }));
  }

  static Tensor concatenate(List<Tensor> parts, int axis) {
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("concatenate: of no tensors");
    }
    Tensor first = parts.get(0);
    int index = first.shape().axis(axis, "concatenate");
    int length = 0;
    Tensor inPass = first;
    Tensor wanting = first;
    for (Tensor part : parts) {
      if (part.shape().rank() != first.shape().rank()
          || !part.shape().with(index, 0).equals(first.shape().with(index, 0))
          || part.dtype() != first.dtype()) {
        throw new IllegalArgumentException(
            "concatenate: along axis "
                + axis
                + ", "
                + first.dtype()
                + " "
                + first.shape()
                + " and "
                + part.dtype()
                + " "
                + part.shape());
      }
      length += part.shape().dim(index);
      inPass = Pass.of("concatenate", inPass, part) == inPass.pass() ? inPass : part;
      wanting = wanting.wantsGradient() ? wanting : part;
    }
    Shape shape = first.shape().with(index, length);
    int outer = shape.product(0, index);
    int width = shape.product(index, shape.rank());
    Tensor y = Tensor.allocate(first.dtype(), shape, inPass.pass());
    int column = 0;
    for (Tensor part : parts) {
      int partWidth = part.shape().product(index, part.shape().rank());
      moveColumns(outer, partWidth, part, 0, partWidth, y, column, width);
      column += partWidth;
    }
    List<Tensor> inputs = List.copyOf(parts);
    return y.from(
        wanting,
        (g, tape) -> {
          int from = 0;
          for (Tensor part : inputs) {
            int partWidth = part.shape().product(index, part.shape().rank());
            int start = from;
            tape.add(part, gx -> moveColumns(outer, partWidth, g, start, width, gx, 0, partWidth));
            from += partWidth;
          }
        });
  }

  static Tensor gather(Tensor table, Tensor indices) {
    Shape shape = table.shape();
    if (shape.rank() == 0 || indices.shape().rank() != 1) {
      throw new IllegalArgumentException(
          "gather: takes a table [rows, ...] and indices [n], not "
              + shape
              + " and "
              + indices.shape());
    }
    RowKernels<Object> kernels = table.dtype().kernels("gather").rows();
    int[] index = indices("gather", indices, shape.dim(0));
    int n = indices.size();
    int columns = shape.product(1, shape.rank());
    int first = indices.offset();
    Tensor y = Tensor.allocate(table.dtype(), shape.with(0, n), Pass.of("gather", table, indices));
    kernels.gather(0, n, columns, table.array(), table.offset(), index, first, y.array());
    return y.from(
        table,
        (g, tape) ->
            tape.accumulate(
                table,
                (sum, more) -> {
                  if (!more) {
                    Elementwise.fill(0, sum);
                  }
                  kernels.scatterAdd(n, columns, g.array(), index, first, sum.array());
                }));
  }

  /** The array of an INT32 tensor, all of whose elements are from 0 to limit - 1. */
  static int[] indices(String name, Tensor indices, int limit) {
    indices.require(DType.INT32, name + ": indices");
    int[] values = (int[]) indices.array();
    for (int i = indices.offset(); i < indices.offset() + indices.size(); i++) {
      if (values[i] < 0 || values[i] >= limit) {
        throw new IllegalArgumentException(
            name
                + ": index "
                + values[i]
                + " at place "
                + (i - indices.offset())
                + " is not from 0 to "
                + (limit - 1));
      }
    }
    return values;
  }

  /** Copies a block of columns between matrices of the same number of rows. */
  private static void moveColumns(
      int rows, int count, Tensor x, int from, int width, Tensor y, int to, int yWidth) {
    for (int row = 0; row < rows; row++) {
      System.arraycopy(
          x.array(),
          x.offset() + row * width + from,
          y.array(),
          y.offset() + row * yWidth + to,
          count);
    }
  }

  private static Shape resolve(Shape shape, int... dims) {
    int[] resolved = dims.clone();
    int open = -1;
    int known = 1;
    for (int i = 0; i < dims.length; i++) {
      if (dims[i] != -1) {
        known *= dims[i];
      } else if (open < 0) {
        open = i;
      } else {
        known = 0; // two open lengths fit nothing
      }
    }
    if (open >= 0 && known > 0) {
      resolved[open] = shape.size() / known;
    }
    if ((open >= 0 && known <= 0) || Shape.of(resolved).size() != shape.size()) {
      throw new IllegalArgumentException(
          "reshape: "
              + shape
              + " has "
              + shape.size()
              + " elements, not those of "
              + Shape.text(dims));
    }
    return Shape.of(resolved);
  }
}
