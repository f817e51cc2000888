// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers.compression;

import io.sparseout.core.Layer;
import io.sparseout.core.QuantizedMatrix;
import io.sparseout.core.SparseMatrix;
import io.sparseout.layers.AvgPool2d;
import io.sparseout.layers.BatchNorm1d;
import io.sparseout.layers.BatchNorm2d;
import io.sparseout.layers.Conv2d;
import io.sparseout.layers.Flatten;
import io.sparseout.layers.Gelu;
import io.sparseout.layers.GlobalAvgPool2d;
import io.sparseout.layers.LeakyRelu;
import io.sparseout.layers.Linear;
import io.sparseout.layers.LogSoftmax;
import io.sparseout.layers.MaxPool2d;
import io.sparseout.layers.Relu;
import io.sparseout.layers.Residual;
import io.sparseout.layers.Sequential;
import io.sparseout.layers.Sigmoid;
import io.sparseout.layers.Softmax;
import io.sparseout.layers.Stacked;
import io.sparseout.layers.Tanh;
import io.sparseout.layers.WideResNetBlock;
import java.util.List;
import java.util.stream.Stream;

/** The table of what {@link ModelFile} knows; a layer more is an entry more. */
final class LayerKinds {
  /** Stands for all that is the identity in evaluation. */
  private static final String IDENTITY = "Identity";

  private static final List<LayerKind<?>> ALL =
      List.of(
          new LayerKind<>(
              "Sequential", Sequential.class, LayerKinds::describe, LayerKinds::sequential),
          LayerKind.plain(
              Linear.class, in -> new Linear(in.floats("weight"), in.floatsOrNull("bias"))),
          LayerKind.of(Conv2d.class, LayerKinds::describe, LayerKinds::conv2d),
          LayerKind.of(
              SparseLinear.class,
              (layer, plan) -> plan.with("inFeatures", layer.weight().inFeatures()),
              LayerKinds::sparseLinear),
          LayerKind.plain(
              QuantizedLinear.class,
              in -> new QuantizedLinear(quantized(in), in.tensorOrNull("bias"))),
          LayerKind.of(QuantizedConv2d.class, LayerKinds::describe, LayerKinds::quantizedConv2d),
          LayerKind.of(
              BatchNorm1d.class,
              (norm, plan) ->
                  plan.with("epsilon", norm.epsilon()).with("momentum", norm.momentum()),
              LayerKinds::batchNorm1d),
          LayerKind.of(
              BatchNorm2d.class,
              (norm, plan) ->
                  plan.with("epsilon", norm.epsilon()).with("momentum", norm.momentum()),
              LayerKinds::batchNorm2d),
          LayerKind.of(
              MaxPool2d.class,
              (pool, plan) -> describe(plan, pool.kernelSize(), pool.stride(), pool.padding()),
              in -> new MaxPool2d(in.whole("kernelSize"), in.whole("stride"), in.whole("padding"))),
          LayerKind.of(
              AvgPool2d.class,
              (pool, plan) -> describe(plan, pool.kernelSize(), pool.stride(), pool.padding()),
              in -> new AvgPool2d(in.whole("kernelSize"), in.whole("stride"), in.whole("padding"))),
          LayerKind.of(
              LeakyRelu.class,
              (layer, plan) -> plan.with("slope", layer.slope()),
              in -> new LeakyRelu(in.number("slope"))),
          LayerKind.plain(GlobalAvgPool2d.class, in -> new GlobalAvgPool2d()),
          LayerKind.plain(Flatten.class, in -> new Flatten()),
          LayerKind.plain(Relu.class, in -> new Relu()),
          LayerKind.plain(Sigmoid.class, in -> new Sigmoid()),
          LayerKind.plain(Tanh.class, in -> new Tanh()),
          LayerKind.plain(Gelu.class, in -> new Gelu()),
          LayerKind.plain(Softmax.class, in -> new Softmax()),
          LayerKind.plain(LogSoftmax.class, in -> new LogSoftmax()),
          new LayerKind<>("Residual", Residual.class, LayerKinds::describe, LayerKinds::residual),
          new LayerKind<>(
              "WideResNetBlock", WideResNetBlock.class, LayerKinds::describe, LayerKinds::block));

  private LayerKinds() {}

  /** The names that files may have. */
  static List<String> names() {
    return ALL.stream().map(LayerKind::name).toList();
  }

  /**
   * A layer in words.
   *
   * @throws IllegalArgumentException if it, or a part of it, is of no kind here
   */
  static Plan describe(String path, Layer layer) {
    if (layer instanceof Stacked model) {
      return describe(path, model.layers());
    }
    if (Identities.isIdentity(layer)) {
      return Plan.of(IDENTITY);
    }
    for (LayerKind<?> kind : ALL) {
      if (kind.type().equals(layer.getClass())) {
        return kind.plan(path, layer);
      }
    }
    throw new IllegalArgumentException(
        "save: layer '"
            + path
            + "', "
            + layer
            + ", is none of "
            + names()
            + ", nor the identity in evaluation; save its parameters with Checkpoint.save");
  }

  /**
   * Refuses a model with something in it whose layers cannot be seen, such as one that is wrapped.
   */
  static void requireSeen(String operation, Layer model) {
    boolean empty = model.parameters().isEmpty() && model.buffers().isEmpty();
    if (!empty
        && !(model instanceof Stacked)
        && ALL.stream().noneMatch(kind -> kind.type().isInstance(model))) {
      throw new IllegalArgumentException(
          operation
              + ": a "
              + model.getClass().getSimpleName()
              + " does not show its layers; give the model within it");
    }
  }

  /**
   * The kind of a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  static LayerKind<?> named(String path, String name) {
    if (name.equals(IDENTITY)) {
      return LayerKind.plain(Sequential.class, in -> Sequential.of());
    }
    return ALL.stream()
        .filter(kind -> kind.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new Source.Wrong(
                    "layer '" + path + "': there is no layer " + name + ", only " + names(), null));
  }

  private static Plan describe(String path, Sequential row) {
    Plan plan = Plan.of("Sequential");
    for (int i = 0; i < row.layers().size(); i++) {
      plan.with(path, row.names().get(i), row.layers().get(i));
    }
    return plan;
  }

  private static Layer sequential(Source in) {
    Sequential.Builder row = new Sequential.Builder();
    in.parts().forEach(name -> row.add(name, in.part(name)));
    return row.build();
  }

  private static Plan describe(Conv2d layer, Plan plan) {
    return plan.with("stride", layer.stride())
        .with("padding", layer.padding())
        .with("dilation", layer.dilation())
        .with("groups", layer.groups());
  }

  private static Layer conv2d(Source in) {
    return new Conv2d(
        in.floats("weight"),
        in.floatsOrNull("bias"),
        in.whole("stride"),
        in.whole("padding"),
        in.whole("dilation"),
        in.whole("groups"));
  }

  private static Layer sparseLinear(Source in) {
    SparseMatrix weight =
        SparseMatrix.of(
            in.tensor("weight_starts"),
            in.tensor("weight_columns"),
            in.tensor("weight_values"),
            in.whole("inFeatures"));
    return new SparseLinear(weight, in.tensorOrNull("bias"));
  }

  private static QuantizedMatrix quantized(Source in) {
    return QuantizedMatrix.of(in.tensor("weight"), in.tensor("weight_scale"));
  }

  private static Plan describe(QuantizedConv2d layer, Plan plan) {
    return plan.with("stride", layer.stride())
        .with("padding", layer.padding())
        .with("dilation", layer.dilation())
        .with("groups", layer.groups());
  }

  private static Layer quantizedConv2d(Source in) {
    return new QuantizedConv2d(
        quantized(in),
        in.tensorOrNull("bias"),
        in.whole("stride"),
        in.whole("padding"),
        in.whole("dilation"),
        in.whole("groups"));
  }

  private static Layer batchNorm1d(Source in) {
    int features = in.size("weight");
    Layer norm = new BatchNorm1d(features, in.number("epsilon"), in.number("momentum"));
    in.fill(norm);
    return norm;
  }

  private static Layer batchNorm2d(Source in) {
    int features = in.size("weight");
    Layer norm = new BatchNorm2d(features, in.number("epsilon"), in.number("momentum"));
    in.fill(norm);
    return norm;
  }

  private static Plan describe(Plan plan, int kernelSize, int stride, int padding) {
    return plan.with("kernelSize", kernelSize).with("stride", stride).with("padding", padding);
  }

  private static Plan describe(String path, Residual residual) {
    return Plan.of("Residual")
        .with(path, "body", residual.body())
        .with(path, "shortcut", residual.shortcut());
  }

  private static Layer residual(Source in) {
    in.require(List.of("body", "shortcut"));
    return new Residual(in.part("body"), in.part("shortcut"));
  }

  private static Plan describe(String path, WideResNetBlock block) {
    Plan plan = Plan.of("WideResNetBlock").with(path, "bn1", block.bn1());
    plan.parts().putAll(describe(path, block.body()).parts());
    plan.parts().remove("relu"); // every block has it
    return block.convShortcut() == null
        ? plan
        : plan.with(path, "convShortcut", block.convShortcut());
  }

  private static Layer block(Source in) {
    boolean shortcut = in.parts().contains("convShortcut");
    List<String> own = List.of("bn1", "conv1", "bn2", "regularizer", "conv2");
    in.require(shortcut ? Stream.concat(own.stream(), Stream.of("convShortcut")).toList() : own);
    return new WideResNetBlock(
        in.part("bn1", BatchNorm2d.class),
        in.part("conv1", Conv2d.class),
        in.part("bn2", BatchNorm2d.class),
        in.part("regularizer"),
        in.part("conv2", Conv2d.class),
        shortcut ? in.part("convShortcut", Conv2d.class) : null);
  }
}
