// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers;

import io.sparseout.core.Parameter;
import io.sparseout.core.Pass;
import io.sparseout.core.Recurrence.Direction;
import io.sparseout.core.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Recurrent layers of cells, one upon the other. Takes {@code [t, n, in]}, gives {@code [t, n,
 * directions * hidden]}; its state has the cell's tensors, each {@code [layers * directions, n,
 * hidden]}. Parameters are named as in PyTorch: {@code weight_ih_l0}, {@code weight_ih_l0_reverse}.
 */
public final class CellStack implements Recurrent {
  /** Makes cells. */
  @FunctionalInterface
  public interface Maker {
    /** A new cell that takes so many features. */
    Cell make(int inputSize);
  }

  private record Track(String name, Cell cell, List<Parameter> parameters, Direction direction) {}

  private final int inputSize;
  private final int hiddenSize;
  private final RecurrentOptions options;
  private final List<Track> tracks = new ArrayList<>();
  private final List<Parameter> parameters = new ArrayList<>();

  /**
   * Layers of new cells, made layer by layer, within a layer the forward direction first.
   *
   * @param inputSize features of the input
   */
  public CellStack(int inputSize, RecurrentOptions options, Maker maker) {
    this.inputSize = inputSize;
    this.options = options;
    int features = inputSize;
    for (int layer = 0; layer < options.layers(); layer++) {
      add("l" + layer, maker.make(features), Direction.FORWARD);
      if (options.bidirectional()) {
        add("l" + layer + "_reverse", maker.make(features), Direction.BACKWARD);
      }
      features = directions() * tracks.get(0).cell().hiddenSize();
    }
    hiddenSize = tracks.get(0).cell().hiddenSize();
  }

  private void add(String name, Cell made, Direction direction) {
    Cell cell = options.stateNoise().isEmpty() ? made : new NoisyState(made, options.stateNoise());
    List<Parameter> own = cell.parameters().stream().map(p -> p.as(p.name() + "_" + name)).toList();
    tracks.add(new Track(name, cell, own, direction));
    parameters.addAll(own);
  }

  private int directions() {
    return options.bidirectional() ? 2 : 1;
  }

  /** Zeros of the parameters' type. */
  @Override
  public RecurrentState initialState(int batch) {
    List<Tensor> zeros = new ArrayList<>();
    for (int i = 0; i < tracks.get(0).cell().states(); i++) {
      Tensor zero = Tensor.zeros(tracks.size(), batch, hiddenSize);
      zeros.add(parameters.isEmpty() ? zero : zero.to(parameters.get(0).value().dtype()));
    }
    return new RecurrentState(zeros);
  }

  @Override
  public RecurrentOutput forward(Tensor x, RecurrentState state, Pass pass) {
    check(x, state);
    List<RecurrentState> after = new ArrayList<>();
    Tensor y = x;
    for (int layer = 0; layer < options.layers(); layer++) {
      if (layer > 0 && options.between() != null) {
        y = pass.call("between" + (layer - 1), options.between(), y);
      }
      List<Tensor> outputs = new ArrayList<>();
      for (int i = layer * directions(); i < (layer + 1) * directions(); i++) {
        RecurrentOutput result = run(tracks.get(i), y, before(state, i, pass), pass);
        outputs.add(result.output());
        after.add(result.state());
      }
      y = outputs.size() == 1 ? outputs.get(0) : Tensor.concatenate(outputs, 2);
    }
    return new RecurrentOutput(y, joined(after));
  }

  private void check(Tensor x, RecurrentState state) {
    if (x.shape().rank() != 3 || x.shape().dim(2) != inputSize || x.shape().dim(0) == 0) {
      throw new IllegalArgumentException(
          "recurrent: takes [t, n, " + inputSize + "], t 1 or more, not " + x.shape());
    }
    int states = tracks.get(0).cell().states();
    int[] wanted = {tracks.size(), x.shape().dim(1), hiddenSize};
    boolean fits = state.tensors().size() == states;
    for (Tensor tensor : state.tensors()) {
      fits &= Arrays.equals(tensor.shape().dims(), wanted);
    }
    if (!fits) {
      throw new IllegalArgumentException(
          "recurrent: for an input of "
              + x.shape()
              + " the state is "
              + states
              + " tensors "
              + Arrays.toString(wanted)
              + ", not "
              + state.tensors().stream().map(Tensor::shape).toList());
    }
  }

  /** A track's part of the state, copied so that it is of the pass even where the state is not. */
  private static List<Tensor> before(RecurrentState state, int track, Pass pass) {
    Tensor index = pass.input(Tensor.of(new int[] {track}, 1));
    List<Tensor> own = new ArrayList<>();
    for (Tensor tensor : state.tensors()) {
      int n = tensor.shape().dim(1);
      own.add(tensor.gather(index).reshape(n, tensor.shape().dim(2)));
    }
    return own;
  }

  private RecurrentOutput run(Track track, Tensor x, List<Tensor> state, Pass pass) {
    List<Tensor> weights = new ArrayList<>();
    for (Parameter parameter : track.parameters()) {
      weights.add(weight(parameter, pass));
    }
    RecurrentOutput[] result = new RecurrentOutput[1];
    pass.call(
        track.name(),
        (in, current) -> {
          result[0] = track.cell().sequence(in, state, weights, track.direction(), current);
          return result[0].output();
        },
        x);
    return result[0];
  }

  private Tensor weight(Parameter parameter, Pass pass) {
    boolean noisy = options.weightNoise() != null && parameter.name().startsWith("weight_hh");
    return noisy && pass.isTraining()
        ? pass.call(parameter.name(), options.weightNoise(), pass.use(parameter))
        : parameter.value();
  }

  /** The states of all tracks, one after the other. */
  private RecurrentState joined(List<RecurrentState> states) {
    List<Tensor> joined = new ArrayList<>();
    for (int i = 0; i < states.get(0).tensors().size(); i++) {
      int index = i;
      List<Tensor> parts =
          states.stream()
              .map(state -> state.tensors().get(index))
              .map(part -> part.reshape(1, part.shape().dim(0), hiddenSize))
              .toList();
      joined.add(parts.size() == 1 ? parts.get(0) : Tensor.concatenate(parts, 0));
    }
    return new RecurrentState(joined);
  }

  @Override
  public List<Parameter> parameters() {
    return List.copyOf(parameters);
  }
}
