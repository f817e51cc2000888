// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core;

import io.sparseout.core.kernels.SparseColumns;
import io.sparseout.core.kernels.SparseKernels;
import io.sparseout.core.kernels.SparseRows;
import io.sparseout.core.kernels.Workers;

/**
 * A weight of which most is zero, for inference: what is not zero in it, row by row (CSR), and
 * products that skip the zeros. FLOAT32, all finite.
 *
 * <p>Each output is one chain of fused multiply-adds in ascending order, begun by the bias, as in
 * {@link Tensor#linear}; the zeros left out would have changed nothing. So for finite inputs the
 * outputs are those of the dense product to the last bit, but that a zero is always +0. An input
 * that is not finite is different: zero times infinity, which is NaN, is skipped too, and so is
 * zero times NaN. An output that no such input reaches stays finite.
 *
 * <p>Which form computes follows from shapes and from zeros alone, and changes no bit. Measured on
 * 1024 x 1024, one thread (Zen 5, AVX-512, JDK 17), against the dense product: 310 µs for 1 and for
 * 8 examples, 770 µs for 64.
 *
 * <ul>
 *   <li>One example of which more than {@value #DENSE_EXAMPLE} is not zero, and two or three
 *       examples: by rows, 0.33 ns an element of the matrix.
 *   <li>One example with more zeros: by columns, those of its zeros skipped; 0.43 ns an element of
 *       the others.
 *   <li>More examples: by rows, a vector of examples at a time.
 * </ul>
 *
 * {@link #breakEven} says up to which density that is faster than the dense product.
 */
public final class SparseMatrix {
  /** The share of an example beyond which columns, which write more than they read, are slower. */
  private static final double DENSE_EXAMPLE = 0.6;

  /** Multiplications that take as long as it takes to call a second thread some times. */
  private static final int FEWEST_MULTIPLIES = 20_000;

  /** Examples of one task: whole vectors. */
  private static final int BLOCK = 32;

  /** The most columns that a sparse matrix can have. */
  public static final int MAX_IN_FEATURES = SparseRows.MAX_COLUMNS;

  private final Tensor starts;
  private final Tensor columns;
  private final Tensor values;
  private final int inFeatures;
  private volatile Forms forms;

  private SparseMatrix(Tensor starts, Tensor columns, Tensor values, int inFeatures) {
    this.starts = starts;
    this.columns = columns;
    this.values = values;
    this.inFeatures = inFeatures;
    forms = Forms.of(this);
  }

  /**
   * What is not zero in a dense weight.
   *
   * @param dense FLOAT32 {@code [out, in]}, in at most 65535, all finite
   * @throws IllegalArgumentException if it is no such matrix
   */
  public static SparseMatrix of(Tensor dense) {
    dense.require(DType.FLOAT32, "sparse");
    if (dense.shape().rank() != 2) {
      throw new IllegalArgumentException(
          "sparse: the weight is [out, in], not " + dense.shape() + "; reshape it");
    }
    int rows = dense.shape().dim(0);
    int width = dense.shape().dim(1);
    float[] all = dense.toFloatArray();
    int[] starts = new int[rows + 1];
    int count = 0;
    for (int row = 0; row < rows; row++) {
      for (int i = row * width; i < (row + 1) * width; i++) {
        count += all[i] != 0 ? 1 : 0;
      }
      starts[row + 1] = count;
    }
    int[] columns = new int[count];
    float[] values = new float[count];
    count = 0;
    for (int i = 0; i < all.length; i++) {
      if (all[i] != 0) {
        columns[count] = i % width;
        values[count++] = all[i];
      }
    }
    return new SparseMatrix(
        Tensor.of(starts, rows + 1), Tensor.of(columns, count), Tensor.of(values, count), width);
  }

  /**
   * A matrix in CSR, as {@link #starts}, {@link #columns} and {@link #values} give it.
   *
   * @param starts INT32 {@code [out + 1]}; becomes the matrix's
   * @param columns INT32 {@code [count]}; becomes the matrix's
   * @param values FLOAT32 {@code [count]}; becomes the matrix's
   * @param inFeatures how many columns, from 0 to 65535
   * @throws IllegalArgumentException if that is no matrix
   */
  public static SparseMatrix of(Tensor starts, Tensor columns, Tensor values, int inFeatures) {
    return new SparseMatrix(starts, columns, values, inFeatures);
  }

  /** For each row the index of its first element, and the end: INT32 {@code [out + 1]}. */
  public Tensor starts() {
    return starts;
  }

  /** The column of each element, ascending in a row: INT32 {@code [count]}. */
  public Tensor columns() {
    return columns;
  }

  /** The elements that are kept, row by row: FLOAT32 {@code [count]}. */
  public Tensor values() {
    return values;
  }

  /** How many columns. */
  public int inFeatures() {
    return inFeatures;
  }

  /** How many rows. */
  public int outFeatures() {
    return starts.size() - 1;
  }

  /** The share of elements that are kept; 1 for a matrix of no elements. */
  public double density() {
    double all = (double) outFeatures() * inFeatures;
    return all == 0 ? 1 : values.size() / all;
  }

  /** Bytes of CSR, as it is saved; in memory, both forms take one and a half times as much more. */
  public long bytes() {
    return 4L * starts.size() + 8L * values.size();
  }

  /**
   * The density below which products with so many examples are faster than dense ones. Measured on
   * 1024 x 1024 on one thread and two: 0.9 for 1 example, 0.3 for 2 to 16, 0.2 for more.
   *
   * @param examples rows of x, 1 or more
   */
  public static double breakEven(int examples) {
    if (examples < 1) {
      throw new IllegalArgumentException("breakEven: examples, 1 or more, not " + examples);
    }
    return examples == 1 ? 0.9 : examples <= 16 ? 0.3 : 0.2;
  }

  /**
   * x W^T + b: {@code [m, in]} and {@code [out]} give {@code [m, out]}. Not differentiable.
   *
   * @param x FLOAT32
   * @param bias b, FLOAT32, or null for none
   * @throws IllegalArgumentException if the shapes do not fit
   * @throws IllegalStateException if x is of a training pass
   */
  public Tensor linear(Tensor x, Tensor bias) {
    checkLinear("sparse", x, bias, inFeatures, outFeatures());
    Forms current = forms();
    int m = x.shape().dim(0);
    Tensor y = Tensor.allocate(DType.FLOAT32, Shape.of(m, outFeatures()), x.pass());
    Product product =
        new Product(
            Compute.kernels().sparse(),
            current,
            (float[]) x.array(),
            x.offset(),
            bias == null ? null : (float[]) bias.array(),
            bias == null ? 0 : bias.offset(),
            (float[]) y.array());
    if (m == 1 && current.byColumns != null && product.activeShare() <= DENSE_EXAMPLE) {
      product.byColumns();
    } else if (m > 0) {
      product.byRows(m);
    }
    return y;
  }

  /**
   * The matrix with its zeros, FLOAT32 {@code [out, in]}, of no pass.
   *
   * @throws IllegalArgumentException if these are more elements than a tensor can have
   */
  public Tensor toDense() {
    forms(); // checked
    int[] from = starts.toIntArray();
    int[] at = columns.toIntArray();
    float[] kept = values.toFloatArray();
    float[] all = new float[Shape.of(outFeatures(), inFeatures).size()];
    for (int row = 0; row < outFeatures(); row++) {
      for (int i = from[row]; i < from[row + 1]; i++) {
        all[row * inFeatures + at[i]] = kept[i];
      }
    }
    return Tensor.of(all, outFeatures(), inFeatures);
  }

  /** Shape and density: {@code SparseMatrix [1024, 784], 5.0 % not zero}. */
  @Override
  public String toString() {
    return "SparseMatrix ["
        + outFeatures()
        + ", "
        + inFeatures
        + "], "
        + Math.round(1000 * density()) / 10.0
        + " % not zero";
  }

  /** Refuses what an affine map for inference does not take. */
  static void checkLinear(String operation, Tensor x, Tensor bias, int in, int out) {
    x.require(DType.FLOAT32, operation);
    if (x.pass() != null && x.pass().isTraining()) {
      throw new IllegalStateException(
          operation + ": this weight is for inference and learns nothing; use Pass.evaluation()");
    }
    if (x.shape().rank() != 2 || x.shape().dim(1) != in) {
      throw new IllegalArgumentException(
          operation + ": takes [m, " + in + "], not " + x.shape() + "; reshape it");
    }
    if (bias != null) {
      bias.require(DType.FLOAT32, operation);
      if (!bias.shape().equals(Shape.of(out))) {
        throw new IllegalArgumentException(
            operation + ": the bias is [" + out + "], not " + bias.shape());
      }
    }
  }

  /** The forms that kernels read, made anew if a file has been loaded into the tensors since. */
  private Forms forms() {
    Forms current = forms;
    if (!current.isOf(this)) {
      current = Forms.of(this);
      forms = current;
    }
    return current;
  }

  /** One product. */
  private record Product(
      SparseKernels<float[]> kernels,
      Forms forms,
      float[] x,
      int xOffset,
      float[] bias,
      int biasOffset,
      float[] y) {

    double activeShare() {
      int columns = forms.byRows.columns();
      int active = 0;
      for (int i = 0; i < columns; i++) {
        int magnitude = Float.floatToRawIntBits(x[xOffset + i]) << 1;
        active += (magnitude | -magnitude) >>> 31; // a branch would often be guessed wrong
      }
      return active / (double) Math.max(1, columns);
    }

    void byColumns() {
      SparseColumns w = forms.byColumns;
      int parts = parts(forms.columnValues.length, SparseColumns.BANDS);
      Workers.run(
          parts,
          part ->
              kernels.columns(
                  w,
                  forms.columnValues,
                  SparseColumns.BANDS * part / parts,
                  SparseColumns.BANDS * (part + 1) / parts,
                  x,
                  xOffset,
                  bias,
                  biasOffset,
                  y,
                  0));
    }

    void byRows(int m) {
      SparseRows w = forms.byRows;
      int parts = parts((double) forms.rowValues.length * m, Workers.threads());
      int blocks = (m + BLOCK - 1) / BLOCK;
      int exampleParts = Math.min(parts, blocks);
      int groupParts = parts / exampleParts;
      Workers.run(
          exampleParts * groupParts,
          task -> {
            int from = Math.min(m, blocks * (task / groupParts) / exampleParts * BLOCK);
            int to = Math.min(m, blocks * (task / groupParts + 1) / exampleParts * BLOCK);
            kernels.rows(
                w,
                forms.rowValues,
                w.groupAt(task % groupParts, groupParts),
                w.groupAt(task % groupParts + 1, groupParts),
                to - from,
                x,
                xOffset + from * w.columns(),
                w.columns(),
                bias,
                biasOffset,
                y,
                from * w.rows(),
                w.rows());
          });
    }

    private static int parts(double multiplies, int most) {
      int worth = (int) Math.min(most, multiplies / FEWEST_MULTIPLIES);
      return Math.max(1, Math.min(worth, Workers.threads()));
    }
  }

  /** What kernels read, made of the tensors as they were after so many changes. */
  private record Forms(
      long changes,
      SparseRows byRows,
      float[] rowValues,
      SparseColumns byColumns,
      float[] columnValues) {

    static Forms of(SparseMatrix matrix) {
      matrix.starts.require(DType.INT32, "sparse: starts");
      matrix.columns.require(DType.INT32, "sparse: columns");
      matrix.values.require(DType.FLOAT32, "sparse: values");
      require(
          matrix.starts.shape().rank() == 1
              && matrix.columns.shape().rank() == 1
              && matrix.values.shape().rank() == 1,
          "starts, columns and values are of one axis, not "
              + matrix.starts.shape()
              + ", "
              + matrix.columns.shape()
              + " and "
              + matrix.values.shape());
      long changes = changes(matrix);
      int[] starts = matrix.starts.toIntArray();
      int[] columns = matrix.columns.toIntArray();
      float[] values = matrix.values.toFloatArray();
      check(starts, columns, values, matrix.inFeatures);
      SparseRows rows = SparseRows.of(matrix.inFeatures, starts, columns);
      SparseColumns byColumns =
          rows.rows() > SparseColumns.MAX_ROWS
              ? null
              : SparseColumns.of(matrix.inFeatures, starts, columns);
      return new Forms(
          changes,
          rows,
          rows.values(starts, values),
          byColumns,
          byColumns == null ? null : byColumns.values(columns, values));
    }

    boolean isOf(SparseMatrix matrix) {
      return changes == changes(matrix);
    }

    private static long changes(SparseMatrix matrix) {
      return (long) matrix.starts.changes() + matrix.columns.changes() + matrix.values.changes();
    }

    private static void check(int[] starts, int[] columns, float[] values, int inFeatures) {
      require(
          inFeatures >= 0 && inFeatures <= SparseRows.MAX_COLUMNS,
          "columns, from 0 to " + SparseRows.MAX_COLUMNS + ", not " + inFeatures);
      require(columns.length == values.length, "as many columns as values, not " + columns.length);
      require(
          starts.length > 0 && starts[0] == 0 && starts[starts.length - 1] == columns.length,
          "the starts go from 0 to the " + columns.length + " values");
      for (int row = 0; row + 1 < starts.length; row++) {
        require(
            starts[row] <= starts[row + 1] && starts[row + 1] <= columns.length,
            "the starts ascend, not " + starts[row] + " to " + starts[row + 1]);
        for (int i = starts[row]; i < starts[row + 1]; i++) {
          int least = i == starts[row] ? 0 : columns[i - 1] + 1;
          require(
              columns[i] >= least && columns[i] < inFeatures,
              "column numbers ascend in a row, from "
                  + least
                  + " to "
                  + (inFeatures - 1)
                  + ", not "
                  + columns[i]);
        }
      }
      for (float value : values) {
        require(Float.isFinite(value), "weights are finite, not " + value);
      }
    }

    private static void require(boolean holds, String message) {
      if (!holds) {
        throw new IllegalArgumentException("sparse: " + message);
      }
    }
  }
}
