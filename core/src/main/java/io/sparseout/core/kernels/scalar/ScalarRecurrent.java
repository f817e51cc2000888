// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels.scalar;

import static java.lang.Math.fma;

import io.sparseout.core.kernels.RecurrentKernels;
import io.sparseout.core.kernels.Units;

/** Recurrent cells, unit by unit. */
public final class ScalarRecurrent implements RecurrentKernels<float[]> {
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
    for (int r = 0; r < units.rows(); r++) {
      int row = r * n;
      for (int j = units.from(); j < units.to(); j++) {
        int at = gatesAt + 4 * row + j;
        float i = ScalarMath.sigmoid(gates[at]);
        float f = ScalarMath.sigmoid(gates[at + n]);
        float g = ScalarMath.tanh(gates[at + 2 * n]);
        float o = ScalarMath.sigmoid(gates[at + 3 * n]);
        float c = fma(f, cells[before + row + j], i * g);
        gates[at] = i;
        gates[at + n] = f;
        gates[at + 2 * n] = g;
        gates[at + 3 * n] = o;
        cells[after + row + j] = c;
        squashed[after + row + j] = ScalarMath.tanh(c);
        hidden[after + row + j] = o * squashed[after + row + j];
      }
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
    for (int r = 0; r < units.rows(); r++) {
      int row = r * n;
      for (int j = units.from(); j < units.to(); j++) {
        int at = gatesAt + 4 * row + j;
        float i = gates[at];
        float f = gates[at + n];
        float g = gates[at + 2 * n];
        float o = gates[at + 3 * n];
        float t = squashed[after + row + j];
        float dh = dHidden[row + j] + dOutput[outputAt + row + j];
        float dc = fma(dh * o, fma(-t, t, 1), dCell[row + j]);
        gates[at] = (dc * g) * (i * (1 - i));
        gates[at + n] = (dc * cells[before + row + j]) * (f * (1 - f));
        gates[at + 2 * n] = (dc * i) * fma(-g, g, 1);
        gates[at + 3 * n] = (dh * t) * (o * (1 - o));
        dCell[row + j] = dc * f;
        dHidden[row + j] = 0;
      }
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
    for (int row = 0; row < units.rows() * n; row += n) {
      for (int j = units.from(); j < units.to(); j++) {
        int at = gatesAt + 3 * row + j;
        float reset = ScalarMath.sigmoid(gates[at] + side[at]);
        float z = ScalarMath.sigmoid(gates[at + n] + side[at + n]);
        float fresh = ScalarMath.tanh(fma(reset, side[at + 2 * n], gates[at + 2 * n]));
        gates[at] = reset;
        gates[at + n] = z;
        gates[at + 2 * n] = fresh;
        hidden[after + row + j] = fma(z, hidden[before + row + j] - fresh, fresh);
      }
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
    for (int row = 0; row < units.rows() * n; row += n) {
      for (int j = units.from(); j < units.to(); j++) {
        int at = gatesAt + 3 * row + j;
        float reset = gates[at];
        float z = gates[at + n];
        float fresh = gates[at + 2 * n];
        float dh = dHidden[row + j] + dOutput[outputAt + row + j];
        float dFresh = (dh * (1 - z)) * fma(-fresh, fresh, 1);
        float dReset = (dFresh * side[at + 2 * n]) * (reset * (1 - reset));
        float dz = (dh * (hidden[before + row + j] - fresh)) * (z * (1 - z));
        gates[at] = dReset;
        gates[at + n] = dz;
        gates[at + 2 * n] = dFresh;
        side[at] = dReset;
        side[at + n] = dz;
        side[at + 2 * n] = dFresh * reset;
        dHidden[row + j] = dh * z;
      }
    }
  }

  @Override
  public void rnn(
      Units units, boolean relu, float[] gates, int gatesAt, float[] hidden, int after) {
    int n = units.hidden();
    for (int row = 0; row < units.rows() * n; row += n) {
      for (int j = units.from(); j < units.to(); j++) {
        float a = gates[gatesAt + row + j];
        hidden[after + row + j] = relu ? Math.max(a, 0) : ScalarMath.tanh(a);
      }
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
    int n = units.hidden();
    for (int row = 0; row < units.rows() * n; row += n) {
      for (int j = units.from(); j < units.to(); j++) {
        float h = hidden[after + row + j];
        float slope = relu ? (h > 0 ? 1 : 0) : fma(-h, h, 1);
        gates[gatesAt + row + j] = (dHidden[row + j] + dOutput[outputAt + row + j]) * slope;
        dHidden[row + j] = 0;
      }
    }
  }
}
