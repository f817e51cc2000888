// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sparseout.core.DType;
import io.sparseout.core.Golden;
import io.sparseout.core.Layer;
import io.sparseout.core.Parameter;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;
import io.sparseout.core.random.RandomStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** 100 steps of every optimizer, and the rates of every schedule, against PyTorch's. */
class GoldenOptimizerTest {
  private static final Golden GOLDEN = Golden.read("optimizers");
  private static final Map<String, Supplier<Optimizer>> OPTIMIZERS = new TreeMap<>();
  private static final Map<String, Schedule> SCHEDULES = new TreeMap<>();

  static {
    OPTIMIZERS.put("sgd", () -> new Sgd(0.3));
    OPTIMIZERS.put("sgd with weight decay", () -> new Sgd(0.3).weightDecay(0.02));
    OPTIMIZERS.put("sgd with momentum", () -> new Sgd(0.1).momentum(0.9));
    OPTIMIZERS.put("sgd with momentum clipped", () -> new Sgd(0.1).momentum(0.9).clipNorm(0.3));
    OPTIMIZERS.put("sgd by Nesterov", () -> new Sgd(0.1).momentum(0.9).nesterov());
    OPTIMIZERS.put("sgd with all", () -> new Sgd(0.1).momentum(0.8).nesterov().weightDecay(0.02));
    OPTIMIZERS.put("sgd with schedule", () -> new Sgd(Schedule.cosine(0.5, 50).warmUp(10)));
    OPTIMIZERS.put("averaged sgd", () -> averaging(new AveragedSgd(0.3)));
    OPTIMIZERS.put(
        "averaged sgd with weight decay", () -> averaging(new AveragedSgd(0.3).weightDecay(0.02)));
    OPTIMIZERS.put("adam", () -> new Adam(0.02));
    OPTIMIZERS.put("adam clipped", () -> new Adam(0.02).clipNorm(0.3));
    OPTIMIZERS.put("adam with weight decay", () -> new Adam(0.02).weightDecay(0.02));
    OPTIMIZERS.put("adam with betas", () -> new Adam(0.02).betas(0.7, 0.95).epsilon(1e-3));
    OPTIMIZERS.put("adamW", () -> new AdamW(0.02));
    OPTIMIZERS.put("adamW with weight decay", () -> new AdamW(0.02).weightDecay(0.3));

    SCHEDULES.put("constant", Schedule.constant(0.4));
    SCHEDULES.put("step", Schedule.step(0.4, 7, 0.6));
    SCHEDULES.put("cosine", Schedule.cosine(0.4, 60));
    SCHEDULES.put("warm-up", Schedule.constant(0.4).warmUp(10));
    SCHEDULES.put("warm-up and cosine", Schedule.cosine(0.4, 50).warmUp(10));
  }

  private static Optimizer averaging(AveragedSgd optimizer) {
    optimizer.startAveraging();
    return optimizer;
  }

  /** tanh(x W^T + b), whose targets are out of reach, so that gradients do not vanish. */
  private record Model(Parameter weight, Parameter bias) implements Layer {
    static Model from(String start) {
      return new Model(parameter(start, "weight"), parameter(start, "bias"));
    }

    private static Parameter parameter(String start, String name) {
      return new Parameter(name, GOLDEN.get(start + name).copy());
    }

    @Override
    public Tensor forward(Tensor x, Pass pass) {
      return x.linear(weight.value(), bias.value()).tanh();
    }

    @Override
    public List<Parameter> parameters() {
      return List.of(weight, bias);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void theTableHasTheFilesOptimizers(DType type) {
    Set<String> cases = GOLDEN.cases(Golden.prefix(type));
    cases.remove("problem");
    assertEquals(cases, OPTIMIZERS.keySet());
  }

  static Stream<Arguments> optimizers() {
    return OPTIMIZERS.keySet().stream()
        .flatMap(
            name -> Stream.of(DType.FLOAT32, DType.FLOAT64).map(type -> Arguments.of(type, name)));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void lossesWeightsAndStateArePyTorchs(DType type, String name) {
    String start = Golden.prefix(type) + name + "/";
    String problem = Golden.prefix(type) + "problem/";
    Model model = Model.from(problem);
    Optimizer optimizer = OPTIMIZERS.get(name).get();
    int steps = GOLDEN.get(start + "losses").size();
    double[] losses = new double[steps];
    double[] norms = new double[steps];
    RandomStream random = RandomStream.of(0);
    for (int step = 0; step < steps; step++) {
      try (Pass pass = Pass.training(random)) {
        Tensor y = model.forward(pass.input(GOLDEN.get(problem + "x")), pass);
        Tensor loss = y.meanSquaredError(GOLDEN.get(problem + "target"));
        pass.backward(loss);
        optimizer.step(model);
        losses[step] = loss.item();
        norms[step] = optimizer.gradientNorm();
      }
    }
    GOLDEN.assertClose(start + "losses", Tensor.of(losses, steps).to(type));
    if (GOLDEN.has(start + "norms")) {
      GOLDEN.assertClose(start + "norms", Tensor.of(norms, steps).to(type));
    }
    for (Parameter parameter : model.parameters()) {
      GOLDEN.assertClose(start + parameter.name(), parameter.value());
    }
    optimizer.state(model).forEach((key, tensor) -> GOLDEN.assertClose(start + key, tensor));
  }

  @Test
  void theTableHasTheFilesSchedules() {
    Set<String> names = new TreeSet<>();
    SCHEDULES.keySet().forEach(name -> names.add("schedule/" + name));
    assertEquals(GOLDEN.names("schedule/"), names);
  }

  static Set<String> schedules() {
    return SCHEDULES.keySet();
  }

  @ParameterizedTest
  @MethodSource("schedules")
  void ratesArePyTorchs(String name) {
    double[] rates = new double[GOLDEN.get("schedule/" + name).size()];
    for (int step = 0; step < rates.length; step++) {
      rates[step] = SCHEDULES.get(name).at(step);
    }
    GOLDEN.assertClose("schedule/" + name, Tensor.of(rates, rates.length));
  }
}
