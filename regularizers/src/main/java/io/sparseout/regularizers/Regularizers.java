// SPDX-License-Identifier: Apache-2.0
package io.sparseout.regularizers;

import io.sparseout.core.Channelwise;
import io.sparseout.core.Layer;
import io.sparseout.core.StateNoise;
import io.sparseout.core.Tensor;
import io.sparseout.core.train.TrainingListener;
import io.sparseout.regularizers.RegularizerKind.Setting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Regularizers by name, as the command line and configuration files write them: {@code none},
 * {@code dropout:p=0.5}, {@code sparseout:p=0.5,q=1.5,gradient=exact}. Several at once are joined
 * by plus signs: {@code dropout:p=0.2+sparseout:p=0.1,q=1}; those on activations then act one after
 * the other. A number may change over the steps of training, {@code p=0..0.5/cubic/2000}: from, to,
 * the shape linear, cosine or cubic, and how many steps it takes; see {@link
 * io.sparseout.core.optim.Schedule}.
 *
 * <p>Besides those of this library there are the providers of {@link RegularizerKind}.
 */
public final class Regularizers {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*");

  /** A plus sign that a name comes after; the one in {@code 1e+4} is not. */
  private static final String PLUS = "\\+(?=\\s*[A-Za-z])";

  /** Looked for once, when a regularizer is first asked for. */
  private static final class Known {
    static final Map<String, RegularizerKind> KINDS = find();

    private static Map<String, RegularizerKind> find() {
      Map<String, RegularizerKind> kinds = new LinkedHashMap<>();
      BuiltInKind.ALL.forEach(kind -> add(kind, kinds));
      WeightKinds.ALL.forEach(kind -> add(kind, kinds));
      ServiceLoader.load(RegularizerKind.class).forEach(kind -> add(kind, kinds));
      return kinds;
    }
  }

  private Regularizers() {}

  /** Adds a kind to others, unless its name is none or another's. */
  static void add(RegularizerKind kind, Map<String, RegularizerKind> kinds) {
    String name = kind.name();
    if (!NAME.matcher(name).matches() || kinds.putIfAbsent(name, kind) != null) {
      throw new IllegalStateException(
          "regularizer: "
              + kind.getClass().getName()
              + " calls itself '"
              + name
              + "'; a name is small letters, digits and hyphens, and no other's");
    }
  }

  /** All kinds, those of this library first. */
  public static List<RegularizerKind> kinds() {
    return List.copyOf(Known.KINDS.values());
  }

  /** The names that {@link #parse} knows. */
  public static List<String> names() {
    return List.copyOf(Known.KINDS.keySet());
  }

  /**
   * The parameters that the regularizers of a text take, whether the text has them or not.
   *
   * @throws IllegalArgumentException if a name is unknown, with the nearest one there is
   */
  public static Set<String> parameters(String text) {
    return parts(text).stream()
        .flatMap(part -> part.kind().settings().stream())
        .map(Setting::key)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * The parameters that a text has, by key in their order; of several regularizers the first one's
   * that has the key.
   *
   * @throws IllegalArgumentException if a name or a key is unknown, with the nearest one there is,
   *     or a parameter is not {@code key=value}, or is there twice
   */
  public static Map<String, String> values(String text) {
    Map<String, String> values = new LinkedHashMap<>();
    parts(text).forEach(part -> part.said().forEach(values::putIfAbsent));
    return values;
  }

  /**
   * A parameter's value in a text, said there or the default: of several regularizers the first
   * one's that takes it. Null where none does.
   */
  public static String value(String text, String key) {
    return parts(text).stream()
        .filter(part -> part.takes(key))
        .map(part -> Settings.of(part.kind(), part.said()).text(key))
        .findFirst()
        .orElse(null);
  }

  /** Whether a regularizer of a text takes a parameter that the text does not say of it. */
  public static boolean lacks(String text, String key) {
    return parts(text).stream().anyMatch(part -> part.takes(key) && !part.said().containsKey(key));
  }

  /** The text with a parameter said of each regularizer that {@link #lacks} it. */
  public static String with(String text, String key, String value) {
    return parts(text).stream().map(part -> part.with(key, value)).collect(Collectors.joining("+"));
  }

  /**
   * The regularizer of a text {@code name} or {@code name:key=value,key=value}, as a layer: on
   * activations, or on the weights that it is applied to. Keys that are left out have their
   * defaults: p = 0.5, q = 2, gradient = published, epsilon = 0.
   *
   * @throws IllegalArgumentException if the name or a key is unknown, with the nearest one there
   *     is, or a value is out of its range, or a regularizer is of a model and no layer
   */
  public static Layer parse(String text) {
    List<Layer> layers = new ArrayList<>();
    for (RegularizerPart part : parts(text)) {
      Regularization made = part.make();
      layers.add(
          switch (part.kind().place()) {
            case ACTIVATIONS -> made.activations();
            case WEIGHTS -> made.weights();
            case STATES, PENALTY ->
                throw new IllegalArgumentException(
                    part.kind().name()
                        + ": acts on a whole model and is no layer; give a regularizer of"
                        + " activations or weights here");
          });
    }
    return sequence(layers);
  }

  /**
   * All that the regularizers of a text do, each in its place.
   *
   * @throws IllegalArgumentException if a name or a key is unknown, with the nearest one there is,
   *     or a value is out of its range
   */
  public static Regularization regularization(String text) {
    List<RegularizerPart> read = parts(text);
    requireOne(RegularizerKind.Place.WEIGHTS, "weights", read);
    requireOne(RegularizerKind.Place.STATES, "recurrent states", read);
    List<Regularization> parts = read.stream().map(RegularizerPart::make).toList();
    return parts.size() == 1 ? parts.get(0) : new Together(parts);
  }

  private static void requireOne(
      RegularizerKind.Place place, String what, List<RegularizerPart> parts) {
    List<String> names =
        parts.stream()
            .map(RegularizerPart::kind)
            .filter(kind -> kind.place() == place)
            .map(RegularizerKind::name)
            .toList();
    if (names.size() > 1) {
      throw new IllegalArgumentException(
          "regularizer: " + what + " have one noise, not " + String.join(" and ", names));
    }
  }

  /** Several regularizations, in their order. */
  private record Together(List<Regularization> parts) implements Regularization {
    @Override
    public Layer activations() {
      return sequence(parts.stream().map(Regularization::activations).toList());
    }

    @Override
    public List<StateNoise> states() {
      List<List<StateNoise>> all =
          parts.stream().map(Regularization::states).filter(some -> !some.isEmpty()).toList();
      return all.isEmpty() ? List.of() : all.get(0);
    }

    @Override
    public Layer weights() {
      return sequence(parts.stream().map(Regularization::weights).toList());
    }

    @Override
    public Layer around(Layer model) {
      Layer whole = model;
      for (Regularization part : parts) {
        whole = part.around(whole);
      }
      return whole;
    }

    @Override
    public List<TrainingListener> listeners(Layer model) {
      return parts.stream().flatMap(part -> part.listeners(model).stream()).toList();
    }
  }

  /** Layers one after the other; one alone as it is, with the randomness of its own place. */
  private static Layer sequence(List<Layer> layers) {
    List<Layer> acting = layers.stream().filter(layer -> layer != Regularization.IDENTITY).toList();
    if (acting.size() <= 1) {
      return acting.isEmpty() ? Regularization.IDENTITY : acting.get(0);
    }
    Channelwise sequence =
        (x, pass) -> {
          Tensor y = x;
          for (int i = 0; i < acting.size(); i++) {
            y = pass.call(Integer.toString(i), acting.get(i), y);
          }
          return y;
        };
    if (acting.stream().allMatch(layer -> layer instanceof Channelwise)) {
      return sequence;
    }
    return (x, pass) -> sequence.forward(x, pass);
  }

  private static List<RegularizerPart> parts(String text) {
    List<RegularizerPart> parts = new ArrayList<>();
    for (String part : text.split(PLUS, -1)) {
      parts.add(RegularizerPart.of(part, Known.KINDS));
    }
    return parts;
  }

  /** The name that a part of a text begins with. */
  static String name(String text) {
    int colon = text.indexOf(':');
    return (colon < 0 ? text : text.substring(0, colon)).strip().toLowerCase(Locale.ROOT);
  }
}
