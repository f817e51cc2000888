// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels.vector;

import static io.sparseout.core.kernels.vector.Lanes.FLOATS;
import static jdk.incubator.vector.VectorOperators.GT;

import io.sparseout.core.kernels.RecurrentKernels;
import io.sparseout.core.kernels.Units;
import io.sparseout.core.kernels.scalar.ScalarRecurrent;
import jdk.incubator.vector.FloatVector;

/**
 * Recurrent cells over whole vectors of units, row by row; the scalar kernels do the units that
 * fill no vector. Loops are many and short: a longer one the JIT does not keep in registers.
 */
final class VectorRecurrent implements RecurrentKernels<float[]> {
  private static final int LANES = FLOATS.length();

  private final ScalarRecurrent scalar = new ScalarRecurrent();

  @Override
  public void lstm(
      Units units,
      float[] gates,
      int gatesAt,
      float[] cells,
      float[] squashed,
      float[] hidden,
      int before,
      int after) {
    int n = units.hidden();
    int length = whole(units);
    for (int r = 0; r < units.rows(); r++) {
      int row = r * n + units.from();
      int at = gatesAt + 4 * r * n + units.from();
      for (int gate = at; gate < at + 4 * n; gate += n) {
        if (gate == at + 2 * n) {
          VectorUnary.tanh(length, gates, gate, gates, gate);
        } else {
          VectorUnary.sigmoid(length, gates, gate, gates, gate);
        }
      }
      lstmCells(length, n, gates, at, cells, before + row, after + row);
      VectorUnary.tanh(length, cells, after + row, squashed, after + row);
      lstmHidden(length, gates, at + 3 * n, squashed, hidden, after + row);
    }
    scalar.lstm(rest(units, length), gates, gatesAt, cells, squashed, hidden, before, after);
  }

  private static void lstmCells(
      int length, int n, float[] gates, int at, float[] cells, int before, int after) {
    for (int j = 0; j < length; j += LANES) {
      FloatVector i = FloatVector.fromArray(FLOATS, gates, at + j);
      FloatVector f = FloatVector.fromArray(FLOATS, gates, at + n + j);
      FloatVector g = FloatVector.fromArray(FLOATS, gates, at + 2 * n + j);
      FloatVector c = FloatVector.fromArray(FLOATS, cells, before + j);
      f.fma(c, i.mul(g)).intoArray(cells, after + j);
    }
  }

  private static void lstmHidden(
      int length, float[] gates, int at, float[] squashed, float[] hidden, int after) {
    for (int j = 0; j < length; j += LANES) {
      FloatVector o = FloatVector.fromArray(FLOATS, gates, at + j);
      FloatVector t = FloatVector.fromArray(FLOATS, squashed, after + j);
      o.mul(t).intoArray(hidden, after + j);
    }
  }

  @Override
  public void lstmGradient(
      Units units,
      float[] gates,
      int gatesAt,
      float[] cells,
      float[] squashed,
      int before,
      int after,
      float[] dOutput,
      int outputAt,
      float[] dHidden,
      float[] dCell) {
    int n = units.hidden();
    int length = whole(units);
    for (int r = 0; r < units.rows(); r++) {
      int row = r * n + units.from();
      int at = gatesAt + 4 * r * n + units.from();
      lstmOutputGradient(
          length,
          gates,
          at + 3 * n,
          squashed,
          after + row,
          dOutput,
          outputAt + row,
          dHidden,
          dCell,
          row);
      lstmCellGradient(length, n, gates, at, cells, before + row, dCell, row);
    }
    scalar.lstmGradient(
        rest(units, length),
        gates,
        gatesAt,
        cells,
        squashed,
        before,
        after,
        dOutput,
        outputAt,
        dHidden,
        dCell);
  }

  /** What flows through h' = o tanh(c'), to o's sum and to c'. */
  private static void lstmOutputGradient(
      int length,
      float[] gates,
      int at,
      float[] squashed,
      int after,
      float[] dOutput,
      int outputAt,
      float[] dHidden,
      float[] dCell,
      int row) {
    FloatVector one = FloatVector.broadcast(FLOATS, 1);
    FloatVector zero = FloatVector.zero(FLOATS);
    for (int j = 0; j < length; j += LANES) {
      FloatVector t = FloatVector.fromArray(FLOATS, squashed, after + j);
      FloatVector o = FloatVector.fromArray(FLOATS, gates, at + j);
      FloatVector dh = FloatVector.fromArray(FLOATS, dHidden, row + j);
      dh = dh.add(FloatVector.fromArray(FLOATS, dOutput, outputAt + j));
      FloatVector dc = FloatVector.fromArray(FLOATS, dCell, row + j);
      dh.mul(o).fma(t.neg().fma(t, one), dc).intoArray(dCell, row + j);
      dh.mul(t).mul(o.mul(one.sub(o))).intoArray(gates, at + j);
      zero.intoArray(dHidden, row + j);
    }
  }

  /** What flows through c' = f c + i g, to their sums and to c. */
  private static void lstmCellGradient(
      int length, int n, float[] gates, int at, float[] cells, int before, float[] dCell, int row) {
    FloatVector one = FloatVector.broadcast(FLOATS, 1);
    for (int j = 0; j < length; j += LANES) {
      FloatVector i = FloatVector.fromArray(FLOATS, gates, at + j);
      FloatVector f = FloatVector.fromArray(FLOATS, gates, at + n + j);
      FloatVector g = FloatVector.fromArray(FLOATS, gates, at + 2 * n + j);
      FloatVector c = FloatVector.fromArray(FLOATS, cells, before + j);
      FloatVector dc = FloatVector.fromArray(FLOATS, dCell, row + j);
      dc.mul(g).mul(i.mul(one.sub(i))).intoArray(gates, at + j);
      dc.mul(c).mul(f.mul(one.sub(f))).intoArray(gates, at + n + j);
      dc.mul(i).mul(g.neg().fma(g, one)).intoArray(gates, at + 2 * n + j);
      dc.mul(f).intoArray(dCell, row + j);
    }
  }

  @Override
  public void gru(
      Units units,
      float[] gates,
      float[] side,
      int gatesAt,
      float[] hidden,
      int before,
      int after) {
    int n = units.hidden();
    int length = whole(units);
    for (int r = 0; r < units.rows(); r++) {
      int row = r * n + units.from();
      int at = gatesAt + 3 * r * n + units.from();
      for (int gate = at; gate < at + 2 * n; gate += n) {
        add(length, gates, side, gate);
        VectorUnary.sigmoid(length, gates, gate, gates, gate);
      }
      gruSums(length, n, gates, side, at);
      VectorUnary.tanh(length, gates, at + 2 * n, gates, at + 2 * n);
      gruHidden(length, n, gates, at, hidden, before + row, after + row);
    }
    scalar.gru(rest(units, length), gates, side, gatesAt, hidden, before, after);
  }

  private static void add(int length, float[] gates, float[] side, int at) {
    for (int j = at; j < at + length; j += LANES) {
      FloatVector a = FloatVector.fromArray(FLOATS, gates, j);
      a.add(FloatVector.fromArray(FLOATS, side, j)).intoArray(gates, j);
    }
  }

  private static void gruSums(int length, int n, float[] gates, float[] side, int at) {
    for (int j = at; j < at + length; j += LANES) {
      FloatVector reset = FloatVector.fromArray(FLOATS, gates, j);
      FloatVector u = FloatVector.fromArray(FLOATS, side, j + 2 * n);
      FloatVector a = FloatVector.fromArray(FLOATS, gates, j + 2 * n);
      reset.fma(u, a).intoArray(gates, j + 2 * n);
    }
  }

  private static void gruHidden(
      int length, int n, float[] gates, int at, float[] hidden, int before, int after) {
    for (int j = 0; j < length; j += LANES) {
      FloatVector z = FloatVector.fromArray(FLOATS, gates, at + n + j);
      FloatVector fresh = FloatVector.fromArray(FLOATS, gates, at + 2 * n + j);
      FloatVector h = FloatVector.fromArray(FLOATS, hidden, before + j);
      z.fma(h.sub(fresh), fresh).intoArray(hidden, after + j);
    }
  }

  @Override
  public void gruGradient(
      Units units,
      float[] gates,
      float[] side,
      int gatesAt,
      float[] hidden,
      int before,
      float[] dOutput,
      int outputAt,
      float[] dHidden) {
    int n = units.hidden();
    int length = whole(units);
    for (int r = 0; r < units.rows(); r++) {
      int row = r * n + units.from();
      int at = gatesAt + 3 * r * n + units.from();
      gruUpdateGradient(
          length, n, gates, side, at, hidden, before + row, dOutput, outputAt + row, dHidden, row);
      gruResetGradient(length, n, gates, side, at);
    }
    scalar.gruGradient(
        rest(units, length), gates, side, gatesAt, hidden, before, dOutput, outputAt, dHidden);
  }

  /** What flows through h' = n + z (h - n), to their sums and to h. */
  private static void gruUpdateGradient(
      int length,
      int n,
      float[] gates,
      float[] side,
      int at,
      float[] hidden,
      int before,
      float[] dOutput,
      int outputAt,
      float[] dHidden,
      int row) {
    FloatVector one = FloatVector.broadcast(FLOATS, 1);
    for (int j = 0; j < length; j += LANES) {
      FloatVector z = FloatVector.fromArray(FLOATS, gates, at + n + j);
      FloatVector fresh = FloatVector.fromArray(FLOATS, gates, at + 2 * n + j);
      FloatVector h = FloatVector.fromArray(FLOATS, hidden, before + j);
      FloatVector dh = FloatVector.fromArray(FLOATS, dHidden, row + j);
      dh = dh.add(FloatVector.fromArray(FLOATS, dOutput, outputAt + j));
      FloatVector dz = dh.mul(h.sub(fresh)).mul(z.mul(one.sub(z)));
      dz.intoArray(gates, at + n + j);
      dz.intoArray(side, at + n + j);
      dh.mul(one.sub(z)).mul(fresh.neg().fma(fresh, one)).intoArray(gates, at + 2 * n + j);
      dh.mul(z).intoArray(dHidden, row + j);
    }
  }

  /** What flows through n's sum, a_n + r u_n, to r's sum and to u_n. */
  private static void gruResetGradient(int length, int n, float[] gates, float[] side, int at) {
    FloatVector one = FloatVector.broadcast(FLOATS, 1);
    for (int j = at; j < at + length; j += LANES) {
      FloatVector reset = FloatVector.fromArray(FLOATS, gates, j);
      FloatVector u = FloatVector.fromArray(FLOATS, side, j + 2 * n);
      FloatVector dFresh = FloatVector.fromArray(FLOATS, gates, j + 2 * n);
      FloatVector dReset = dFresh.mul(u).mul(reset.mul(one.sub(reset)));
      dReset.intoArray(gates, j);
      dReset.intoArray(side, j);
      dFresh.mul(reset).intoArray(side, j + 2 * n);
    }
  }

  @Override
  public void rnn(
      Units units, boolean relu, float[] gates, int gatesAt, float[] hidden, int after) {
    int length = whole(units);
    for (int r = 0; r < units.rows(); r++) {
      int row = r * units.hidden() + units.from();
      if (relu) {
        rectify(length, gates, gatesAt + row, hidden, after + row);
      } else {
        VectorUnary.tanh(length, gates, gatesAt + row, hidden, after + row);
      }
    }
    scalar.rnn(rest(units, length), relu, gates, gatesAt, hidden, after);
  }

  private static void rectify(int length, float[] gates, int at, float[] hidden, int after) {
    for (int j = 0; j < length; j += LANES) {
      FloatVector.fromArray(FLOATS, gates, at + j).max(0).intoArray(hidden, after + j);
    }
  }

  @Override
  public void rnnGradient(
      Units units,
      boolean relu,
      float[] gates,
      int gatesAt,
      float[] hidden,
      int after,
      float[] dOutput,
      int outputAt,
      float[] dHidden) {
    int length = whole(units);
    for (int r = 0; r < units.rows(); r++) {
      int row = r * units.hidden() + units.from();
      if (relu) {
        rectifyGradient(
            length,
            gates,
            gatesAt + row,
            hidden,
            after + row,
            dOutput,
            outputAt + row,
            dHidden,
            row);
      } else {
        tanhGradient(
            length,
            gates,
            gatesAt + row,
            hidden,
            after + row,
            dOutput,
            outputAt + row,
            dHidden,
            row);
      }
    }
    scalar.rnnGradient(
        rest(units, length), relu, gates, gatesAt, hidden, after, dOutput, outputAt, dHidden);
  }

  private static void rectifyGradient(
      int length,
      float[] gates,
      int at,
      float[] hidden,
      int after,
      float[] dOutput,
      int outputAt,
      float[] dHidden,
      int row) {
    FloatVector zero = FloatVector.zero(FLOATS);
    FloatVector one = FloatVector.broadcast(FLOATS, 1);
    for (int j = 0; j < length; j += LANES) {
      FloatVector h = FloatVector.fromArray(FLOATS, hidden, after + j);
      FloatVector dh = FloatVector.fromArray(FLOATS, dHidden, row + j);
      dh = dh.add(FloatVector.fromArray(FLOATS, dOutput, outputAt + j));
      dh.mul(zero.blend(one, h.compare(GT, 0))).intoArray(gates, at + j);
      zero.intoArray(dHidden, row + j);
    }
  }

  private static void tanhGradient(
      int length,
      float[] gates,
      int at,
      float[] hidden,
      int after,
      float[] dOutput,
      int outputAt,
      float[] dHidden,
      int row) {
    FloatVector zero = FloatVector.zero(FLOATS);
    FloatVector one = FloatVector.broadcast(FLOATS, 1);
    for (int j = 0; j < length; j += LANES) {
      FloatVector h = FloatVector.fromArray(FLOATS, hidden, after + j);
      FloatVector dh = FloatVector.fromArray(FLOATS, dHidden, row + j);
      dh = dh.add(FloatVector.fromArray(FLOATS, dOutput, outputAt + j));
      dh.mul(h.neg().fma(h, one)).intoArray(gates, at + j);
      zero.intoArray(dHidden, row + j);
    }
  }

  /** How many of the units fill whole vectors. */
  private static int whole(Units units) {
    int length = units.to() - units.from();
    return length - length % LANES;
  }

  private static Units rest(Units units, int done) {
    return new Units(units.rows(), units.hidden(), units.from() + done, units.to());
  }
}
