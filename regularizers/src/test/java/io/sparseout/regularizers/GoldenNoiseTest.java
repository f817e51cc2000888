// SPDX-License-Identifier: Apache-2.0
package io.sparseout.regularizers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sparseout.core.DType;
import io.sparseout.core.Golden;
import io.sparseout.core.Layer;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;
import io.sparseout.core.random.RandomStream;
import io.sparseout.regularizers.Sparseout.Gradient;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Dropout and Sparseout against the authors' formula in PyTorch, on masks from the numpy
 * implementation of the project's randomness.
 */
class GoldenNoiseTest {
  private static final long SEED = 42;
  private static final Golden GOLDEN = Golden.read("noise");

  /** A setting of Sparseout; as text, the file's name for it. */
  private record Noise(String p, String q, String epsilon) {
    Layer sparseout(Gradient gradient) {
      return new Sparseout(
          Float.parseFloat(p), Float.parseFloat(q), gradient, Float.parseFloat(epsilon));
    }

    @Override
    public String toString() {
      return "p=" + p + " q=" + q + " epsilon=" + epsilon;
    }
  }

  /** Where a mask is drawn; as text, the file's name for it. */
  private record Mask(float p, long seed, String stream, long step, String place, int draw) {
    RandomStream random() {
      RandomStream random = RandomStream.of(seed);
      for (String name : names(stream)) {
        random = random.stream(name);
      }
      random.seek(step);
      return random;
    }

    /** Dropout at the end of the path of names, used once for each draw up to the mask's. */
    Layer dropout() {
      Layer layer =
          (x, pass) -> {
            Tensor y = null;
            for (int i = 0; i <= draw; i++) {
              y = new Dropout(p).forward(x, pass);
            }
            return y;
          };
      List<String> path = names(place);
      for (int i = path.size() - 1; i >= 0; i--) {
        String name = path.get(i);
        Layer inner = layer;
        layer = (x, pass) -> pass.call(name, inner, x);
      }
      return layer;
    }

    private static List<String> names(String path) {
      return path.isEmpty() ? List.of() : List.of(path.split("\\.", -1));
    }

    @Override
    public String toString() {
      String where = " step=" + step + " place=" + place + " draw=" + draw;
      return "mask/p=" + p + " seed=" + seed + " stream=" + stream + where;
    }
  }

  static List<Noise> noises() {
    List<Noise> noises = new ArrayList<>();
    for (String q : List.of("0", "0.5", "1", "1.37", "1.5", "2", "2.5", "3", "4")) {
      for (String p : List.of("0.1", "0.5", "0.9")) {
        noises.add(new Noise(p, q, "0"));
      }
    }
    for (String q : List.of("0", "1", "1.37", "3")) {
      noises.add(new Noise("0.5", q, "1e-12"));
      noises.add(new Noise("0.5", q, "0.1"));
    }
    return noises;
  }

  static List<Mask> masks() {
    return List.of(
        new Mask(0.5f, 1, "", 0, "", 0),
        new Mask(0.1f, 1, "", 0, "", 0),
        new Mask(0.9f, 1, "", 1, "", 0),
        new Mask(0.5f, -1, "", 0, "", 1),
        new Mask(0.5f, 1L << 40, "train", 1L << 33, "regularizer", 0),
        new Mask(0.5f, 7, "train", 3, "encoder.1", 2),
        new Mask(0.25f, 7, "train.dropout", 3, "1.encoder", 0));
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void theTablesHaveTheFilesCases(DType type) {
    Set<String> cases = GOLDEN.cases(Golden.prefix(type));
    cases.remove("input");
    assertEquals(cases, texts(noises()));
    assertEquals(GOLDEN.names("mask/"), texts(masks()));
  }

  private static Set<String> texts(List<?> rows) {
    return rows.stream().map(Object::toString).collect(Collectors.toSet());
  }

  static Stream<Arguments> noisesInBothTypes() {
    return noises().stream()
        .flatMap(
            noise ->
                Stream.of(DType.FLOAT32, DType.FLOAT64).map(type -> Arguments.of(type, noise)));
  }

  @ParameterizedTest
  @MethodSource("noisesInBothTypes")
  void outputAndGradientsAreTheAuthors(DType type, Noise noise) {
    String name = Golden.prefix(type) + noise + "/";
    check(type, noise.sparseout(Gradient.PUBLISHED), name + "y", name + "published");
    check(type, noise.sparseout(Gradient.EXACT), name + "y", name + "exact");
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void dropoutIsSparseoutAtTwo(DType type) {
    for (String p : List.of("0.1", "0.5", "0.9")) {
      String name = Golden.prefix(type) + new Noise(p, "2", "0") + "/";
      check(type, new Dropout(Float.parseFloat(p)), name + "y", name + "published");
    }
  }

  private static void check(DType type, Layer layer, String output, String gradient) {
    try (Pass pass = Pass.training(RandomStream.of(SEED))) {
      Tensor x = pass.variable(GOLDEN.get(Golden.prefix(type) + "input/x"));
      Tensor y = layer.forward(x, pass);
      GOLDEN.assertClose(output, y);
      pass.backward(y, GOLDEN.get(Golden.prefix(type) + "input/g"));
      GOLDEN.assertClose(gradient, pass.gradient(x));
    }
  }

  @ParameterizedTest
  @MethodSource("masks")
  void masksAreTheOtherImplementations(Mask mask) {
    for (DType type : List.of(DType.FLOAT32, DType.FLOAT64)) {
      try (Pass pass = Pass.training(mask.random())) {
        Tensor ones = pass.input(Tensor.full(1, 150).to(type));
        GOLDEN.assertClose(mask.toString(), kept(mask.dropout().forward(ones, pass)));
      }
    }
  }

  private static Tensor kept(Tensor y) {
    double[] values = y.toDoubleArray();
    int[] kept = new int[values.length];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = values[i] == 0 ? 0 : 1;
    }
    return Tensor.of(kept, y.shape().dims());
  }

  @Test
  void theFirstMillionOfAMaskIsFrozen() throws NoSuchAlgorithmException {
    String expected = "73ed55e9c96cf96ddcd4ecf87cedd36c19b830bedd47bb4d78ad2444911eef11";
    try (Pass pass = Pass.training(RandomStream.of(1))) {
      Tensor y = new Dropout(0.5f).forward(pass.input(Tensor.full(1, 1_000_000)), pass);
      float[] values = y.toFloatArray();
      byte[] kept = new byte[values.length];
      for (int i = 0; i < kept.length; i++) {
        kept[i] = (byte) (values[i] == 0 ? 0 : 1);
      }
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(kept);
      assertEquals(expected, HexFormat.of().formatHex(hash));
      assertEquals(expected, GOLDEN.text("sha256 of a million"));
    }
  }
}
