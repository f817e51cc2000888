// SPDX-License-Identifier: Apache-2.0
package io.sparseout.regularizers.pruning;

import io.sparseout.core.DType;
import io.sparseout.core.Layer;
import io.sparseout.core.Parameter;
import io.sparseout.core.Pass;
import io.sparseout.core.Shape;
import io.sparseout.core.Tensor;
import io.sparseout.core.random.RandomStream;
import io.sparseout.core.train.Batch;
import io.sparseout.core.train.BatchIterator;
import io.sparseout.core.train.Batches;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** A network {@code 6 -> 8 -> 3} with a gain by unit, as a normalization has, and noise. */
record TwoLayers(List<Parameter> parameters) implements Layer {
  TwoLayers() {
    this(
        List.of(
            parameter("0.weight", 8, 6),
            parameter("0.bias", 8),
            parameter("1.weight", 8),
            parameter("1.bias", 8),
            parameter("3.weight", 3, 8),
            parameter("3.bias", 3)));
  }

  private static Parameter parameter(String name, int... shape) {
    double[] values = RandomStream.of(shape[0]).next().normals(Shape.of(shape).size());
    return new Parameter(name, Tensor.of(values, shape).to(DType.FLOAT32));
  }

  Tensor value(String name) {
    return parameters.stream().filter(p -> p.name().equals(name)).findFirst().orElseThrow().value();
  }

  float[] floats(String name) {
    return value(name).toFloatArray();
  }

  @Override
  public Tensor forward(Tensor x, Pass pass) {
    Tensor h = x.linear(value("0.weight"), value("0.bias"));
    Tensor y = h.times(value("1.weight")).plus(value("1.bias")).relu();
    Tensor noisy = pass.isTraining() ? y.sparseoutNoise(0.2f, 2, 0, false) : y;
    return noisy.linear(value("3.weight"), value("3.bias"));
  }

  /** Four batches of eight examples. */
  static Batches batches() {
    List<Batch> all = new ArrayList<>();
    RandomStream random = RandomStream.of(11);
    for (int i = 0; i < 4; i++) {
      float[] x = random.next().uniforms(48);
      float[] y = random.next().uniforms(24);
      all.add(new Batch(Tensor.of(x, 8, 6), Tensor.of(y, 8, 3)));
    }
    return new Batches() {
      @Override
      public int count() {
        return all.size();
      }

      @Override
      public int examples() {
        return 32;
      }

      @Override
      public BatchIterator epoch(int epoch) {
        Iterator<Batch> iterator = all.iterator();
        return new BatchIterator() {
          @Override
          public Batch next() {
            return iterator.hasNext() ? iterator.next() : null;
          }

          @Override
          public void close() {}
        };
      }
    };
  }
}
