// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels.reference;

import static io.sparseout.core.kernels.reference.ReferenceMath.sigmoid;
import static java.lang.StrictMath.tanh;

import io.sparseout.core.kernels.RecurrentKernels;
import io.sparseout.core.kernels.Units;

/** Recurrent cells as they are defined. */
final class ReferenceRecurrent implements RecurrentKernels<double[]> {
  @Override
  public void lstm(
      Units units,
      double[] gates,
      int gatesAt,
      double[] cells,
      double[] squashed,
      double[] hidden,
      int before,
      int after) {
    int n = units.hidden();
    for (int r = 0; r < units.rows(); r++) {
      int row = r * n;
      for (int j = units.from(); j < units.to(); j++) {
        int at = gatesAt + 4 * row + j;
        double i = sigmoid(gates[at]);
        double f = sigmoid(gates[at + n]);
        double g = tanh(gates[at + 2 * n]);
        double o = sigmoid(gates[at + 3 * n]);
        double c = f * cells[before + row + j] + i * g;
        gates[at] = i;
        gates[at + n] = f;
        gates[at + 2 * n] = g;
        gates[at + 3 * n] = o;
        cells[after + row + j] = c;
        squashed[after + row + j] = tanh(c);
        hidden[after + row + j] = o * squashed[after + row + j];
      }
    }
  }

  @Override
  public void lstmGradient(
      Units units,
      double[] gates,
      int gatesAt,
      double[] cells,
      double[] squashed,
      int before,
      int after,
      double[] dOutput,
      int outputAt,
      double[] dHidden,
      double[] dCell) {
    int n = units.hidden();
    for (int r = 0; r < units.rows(); r++) {
      int row = r * n;
      for (int j = units.from(); j < units.to(); j++) {
        int at = gatesAt + 4 * row + j;
        double i = gates[at];
        double f = gates[at + n];
        double g = gates[at + 2 * n];
        double o = gates[at + 3 * n];
        double t = squashed[after + row + j];
        double dh = dHidden[row + j] + dOutput[outputAt + row + j];
        double dc = dh * o * (1 - t * t) + dCell[row + j];
        gates[at] = dc * g * (i * (1 - i));
        gates[at + n] = dc * cells[before + row + j] * (f * (1 - f));
        gates[at + 2 * n] = dc * i * (1 - g * g);
        gates[at + 3 * n] = dh * t * (o * (1 - o));
        dCell[row + j] = dc * f;
        dHidden[row + j] = 0;
      }
    }
  }

  @Override
  public void gru(
      Units units,
      double[] gates,
      double[] side,
      int gatesAt,
      double[] hidden,
      int before,
      int after) {
    int n = units.hidden();
    for (int row = 0; row < units.rows() * n; row += n) {
      for (int j = units.from(); j < units.to(); j++) {
        int at = gatesAt + 3 * row + j;
        double reset = sigmoid(gates[at] + side[at]);
        double z = sigmoid(gates[at + n] + side[at + n]);
        double fresh = tanh(gates[at + 2 * n] + reset * side[at + 2 * n]);
        gates[at] = reset;
        gates[at + n] = z;
        gates[at + 2 * n] = fresh;
        hidden[after + row + j] = (1 - z) * fresh + z * hidden[before + row + j];
      }
    }
  }

  @Override
  public void gruGradient(
      Units units,
      double[] gates,
      double[] side,
      int gatesAt,
      double[] hidden,
      int before,
      double[] dOutput,
      int outputAt,
      double[] dHidden) {
    int n = units.hidden();
    for (int row = 0; row < units.rows() * n; row += n) {
      for (int j = units.from(); j < units.to(); j++) {
        int at = gatesAt + 3 * row + j;
        double reset = gates[at];
        double z = gates[at + n];
        double fresh = gates[at + 2 * n];
        double dh = dHidden[row + j] + dOutput[outputAt + row + j];
        double dFresh = (dh * (1 - z)) * (1 - fresh * fresh);
        double dReset = dFresh * side[at + 2 * n] * (reset * (1 - reset));
        double dz = (dh * (hidden[before + row + j] - fresh)) * (z * (1 - z));
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
      Units units, boolean relu, double[] gates, int gatesAt, double[] hidden, int after) {
    int n = units.hidden();
    for (int row = 0; row < units.rows() * n; row += n) {
      for (int j = units.from(); j < units.to(); j++) {
        double a = gates[gatesAt + row + j];
        hidden[after + row + j] = relu ? Math.max(a, 0) : tanh(a);
      }
    }
  }

  @Override
  public void rnnGradient(
      Units units,
      boolean relu,
      double[] gates,
      int gatesAt,
      double[] hidden,
      int after,
      double[] dOutput,
      int outputAt,
      double[] dHidden) {
    int n = units.hidden();
    for (int row = 0; row < units.rows() * n; row += n) {
      for (int j = units.from(); j < units.to(); j++) {
        double h = hidden[after + row + j];
        double slope = relu ? (h > 0 ? 1 : 0) : 1 - h * h;
        gates[gatesAt + row + j] = (dHidden[row + j] + dOutput[outputAt + row + j]) * slope;
        dHidden[row + j] = 0;
      }
    }
  }
}
