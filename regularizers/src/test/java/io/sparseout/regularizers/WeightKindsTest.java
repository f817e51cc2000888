// SPDX-License-Identifier: Apache-2.0
package io.sparseout.regularizers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sparseout.core.Layer;
import io.sparseout.core.Parameter;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;
import io.sparseout.core.random.RandomStream;
import io.sparseout.core.train.TrainingListener;
import io.sparseout.regularizers.Sparseout.Gradient;
import io.sparseout.regularizers.penalties.Constrained;
import io.sparseout.regularizers.penalties.ElasticNet;
import io.sparseout.regularizers.penalties.GroupLasso;
import io.sparseout.regularizers.penalties.Groups;
import io.sparseout.regularizers.penalties.L1;
import io.sparseout.regularizers.penalties.L2;
import io.sparseout.regularizers.penalties.Lq;
import io.sparseout.regularizers.penalties.Penalized;
import io.sparseout.regularizers.penalties.WeightPenalty;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What acts on weights, by name. */
class WeightKindsTest {
  /** A matrix, a kernel and a bias. */
  private static final class Model implements Layer {
    final List<Parameter> parameters =
        List.of(
            new Parameter("matrix", Tensor.full(3, 2, 2)),
            new Parameter("kernel", Tensor.full(3, 2, 1, 1, 2)),
            new Parameter("bias", Tensor.full(3, 2)));

    @Override
    public Tensor forward(Tensor x, Pass pass) {
      return x;
    }

    @Override
    public List<Parameter> parameters() {
      return parameters;
    }
  }

  static Stream<Arguments> noises() {
    return Stream.of(
        Arguments.of("dropconnect", new DropConnect(0.5f)),
        Arguments.of("dropconnect:masks=example,p=0.25", new DropConnect(0.25f, Masks.EXAMPLE)),
        Arguments.of("bridgeout", new Bridgeout(0.5f, 1)),
        Arguments.of(
            "bridgeout:p=0.25,q=1.5,gradient=exact,epsilon=0.125,masks=example",
            new Bridgeout(0.25f, 1.5f, Gradient.EXACT, 0.125f, Masks.EXAMPLE)),
        Arguments.of("group-bridgeout:group=4", new GroupBridgeout(0.5f, 1, 4)),
        Arguments.of("shakeout:p=0.25,c=0.5", new Shakeout(0.25f, 0.5f)));
  }

  @ParameterizedTest
  @MethodSource("noises")
  void noisesActOnTheWeightsOfTheModel(String text, Layer noise) {
    Model model = new Model();
    Regularization regularization = Regularizers.regularization(text);
    assertEquals(noise, regularization.weights());
    assertSame(Regularization.IDENTITY, regularization.activations());
    NoisyWeights around = (NoisyWeights) regularization.around(model);
    assertSame(model, around.model());
    assertEquals(noise, around.noise());
  }

  static Stream<Arguments> penalties() {
    double strength = 0.25;
    return Stream.of(
        Arguments.of("l1:strength=0.25", new L1(strength)),
        Arguments.of("l2:strength=0.25", new L2(strength)),
        Arguments.of("elastic-net:l1=0.25,l2=0.5", new ElasticNet(strength, 0.5)),
        Arguments.of("lq:strength=0.25,q=1.5", new Lq(strength, 1.5)),
        Arguments.of(
            "group-lasso:strength=0.25,groups=columns", new GroupLasso(strength, Groups.COLUMNS)));
  }

  @ParameterizedTest
  @MethodSource("penalties")
  void penaltiesFallOnTheWeightsOfTheModel(String text, WeightPenalty penalty) {
    Layer around = Regularizers.regularization(text).around(new Model());
    assertEquals(penalty, ((Penalized) around).penalty());
  }

  /** Which of the matrix, the kernel and the bias, all 3, are less after a step. */
  @ParameterizedTest
  @CsvSource({
    "max-norm:bound=1, true, true",
    "proximal-l1:strength=2, true, true",
    "'proximal-group-lasso:strength=1,groups=rows', true, false",
    "'proximal-group-lasso:strength=1,groups=columns', true, false",
    "'proximal-group-lasso:strength=1,groups=filters', false, true",
    "'proximal-group-lasso:strength=1,groups=channels', false, true"
  })
  void constraintsChangeTheWeightsThatTheyAreFor(String text, boolean matrix, boolean kernel) {
    Model model = new Model();
    List<TrainingListener> listeners = Regularizers.regularization(text).listeners(model);
    assertEquals(1, listeners.size());
    ((Constrained) listeners.get(0)).apply(0.5);
    assertEquals(matrix, model.parameters.get(0).value().get(0, 0) < 3);
    assertEquals(kernel, model.parameters.get(1).value().get(0, 0, 0, 0) < 3);
    assertEquals(3, model.parameters.get(2).value().get(0));
  }

  @Test
  void severalActTogetherAndStrengthsMayBeScheduled() {
    Model model = new Model();
    Layer around =
        Regularizers.regularization("l1:strength=0..0.5/linear/10+l2:strength=0.25").around(model);
    RandomStream random = RandomStream.of(1);
    random.seek(5);
    try (Pass pass = Pass.training(random)) {
      around.forward(pass.input(Tensor.zeros(1)), pass);
      assertEquals(0.25 * 8 * 3 + 0.25 * 8 * 9, pass.penalty(), 1e-5);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bridgout:p=0.5 | regularizer: there is no 'bridgout'; did you mean 'bridgeout'?",
        "bridgeout:norm=1 | bridgeout: there is no parameter 'norm'; known are p, q, gradient,"
            + " epsilon, masks",
        "dropconnect:p=2 | dropconnect: p, the probability of dropping, is from 0 to 1, not 2.0",
        "dropconnect:masks=each | dropconnect: masks is batch or example, not 'each'",
        "group-bridgeout:group=0 | groupBridgeout: group, the weights of a group, is 1 or more, not"
            + " 0",
        "group-lasso:groups=all | group-lasso: groups is rows or columns or filters or channels,"
            + " not 'all'",
        "proximal-l1:strength=-1 | proximalL1: the strength is 0 or more and finite, not -1.0",
        "activity-kl:rate=1 | activityKl: rate, the target, is more than 0 and less than 1, not 1.0"
      })
  void whatIsWrongIsSaid(String text, String message) {
    String actual =
        assertThrows(IllegalArgumentException.class, () -> Regularizers.regularization(text))
            .getMessage();
    assertEquals(message, actual.substring(0, Math.min(message.length(), actual.length())));
  }
}
