// SPDX-License-Identifier: Apache-2.0
package io.sparseout.regularizers.pruning;

import static java.lang.StrictMath.pow;

import io.sparseout.core.Layer;
import io.sparseout.core.Parameter;
import io.sparseout.core.Shape;
import io.sparseout.core.Tensor;
import io.sparseout.core.Updates;
import io.sparseout.core.random.RandomStream;
import io.sparseout.core.train.Trainer;
import io.sparseout.core.train.TrainingListener;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * The masks of a model's pruned parameters. Each method prunes more, with the meaning of PyTorch's
 * {@code torch.nn.utils.prune} of the same name: its amount is of what is not pruned yet, and what
 * is pruned is zero at once. As a listener of the trainer it sets those weights to zero again after
 * each step, whatever the optimizer made of them, and has the masks saved with the checkpoint.
 *
 * <pre>{@code
 * Pruning pruning = new Pruning(model);
 * pruning.globalUnstructured(List.of("0.weight", "3.weight"), Amount.share(0.9));
 * trainer.listen(pruning).fit(batches, epochs); // fine-tuning
 * }</pre>
 *
 * <p>Masks act after a step, so the step itself knows nothing of them: where gradients are clipped
 * by their norm, those of pruned weights count, and the means of {@link
 * io.sparseout.core.optim.AveragedSgd}, taken within the step, are not zero where weights are.
 *
 * <p>Among weights, or units, of equal size the first go first, so masks are the same on every
 * machine. A call that is refused changes nothing.
 */
public final class Pruning implements TrainingListener {
  private static final String MASKS = "masks";

  private final Layer model;
  private final Map<String, Mask> masks = new HashMap<>();

  /** Nothing pruned yet. */
  public Pruning(Layer model) {
    this.model = Objects.requireNonNull(model, "model");
  }

  // ---- single weights ----

  /** Prunes the weights of smallest magnitude. */
  public Pruning l1Unstructured(String parameter, Amount amount) {
    return smallest("l1Unstructured", List.of(parameter), amount);
  }

  /** Prunes the weights of smallest magnitude of several parameters taken together. */
  public Pruning globalUnstructured(List<String> parameters, Amount amount) {
    return smallest("globalUnstructured", parameters, amount);
  }

  private Pruning smallest(String method, List<String> parameters, Amount amount) {
    List<double[]> scores = new ArrayList<>();
    for (String name : parameters) {
      scores.add(magnitudes(method, name));
    }
    return weights(method, parameters, amount, scores);
  }

  /** Prunes weights by chance. Takes a step of the stream. */
  public Pruning randomUnstructured(String parameter, Amount amount, RandomStream random) {
    double[] scores = uniforms(random, value(parameter).size());
    return weights("randomUnstructured", List.of(parameter), amount, List.of(scores));
  }

  private Pruning weights(
      String method, List<String> parameters, Amount amount, List<double[]> scores) {
    if (parameters.isEmpty() || Set.copyOf(parameters).size() < parameters.size()) {
      throw new IllegalArgumentException(
          method + ": parameters are named, each once, not " + parameters);
    }
    double[] all = scores.stream().flatMapToDouble(Arrays::stream).toArray();
    boolean[] kept = new boolean[all.length];
    int at = 0;
    for (String name : parameters) {
      boolean[] own = kept(name);
      System.arraycopy(own, 0, kept, at, own.length);
      at += own.length;
    }
    int left = Smallest.count(kept);
    Smallest.drop(all, kept, amount.of(left, method, String.join(", ", parameters)));
    Map<String, boolean[]> more = new HashMap<>();
    at = 0;
    for (int i = 0; i < scores.size(); i++) {
      more.put(parameters.get(i), Arrays.copyOfRange(kept, at, at + scores.get(i).length));
      at += scores.get(i).length;
    }
    return mask(more);
  }

  // ---- units, filters, channels ----

  /**
   * Prunes the parts of smallest norm (sum |w|^n)^(1/n) along an axis.
   *
   * @param n 1, 2, or any other number from 0 on; 0 counts weights, infinity is the largest |w|
   * @param axis 0 for units and filters, the outputs; 1 for channels, the inputs
   */
  public Pruning lnStructured(String parameter, Amount amount, double n, int axis) {
    double[] scores = norms("lnStructured", parameter, n, axis);
    return parts("lnStructured", List.of(parameter), amount, axis, scores);
  }

  /** Prunes parts along an axis by chance. Takes a step of the stream. */
  public Pruning randomStructured(String parameter, Amount amount, int axis, RandomStream random) {
    int count = value(parameter).shape().dim(axis("randomStructured", parameter, axis));
    double[] scores = uniforms(random, count);
    return parts("randomStructured", List.of(parameter), amount, axis, scores);
  }

  /**
   * Prunes whole units: for each that goes, what several parameters have for it, the weight's rows,
   * the bias, the weight and bias of a normalization that follows. So the unit is zero, and
   * compaction can take it out.
   *
   * @param parameters all have the units as their first axis; the first one's norms decide
   * @param n as for {@link #lnStructured}
   */
  public Pruning units(List<String> parameters, Amount amount, double n) {
    if (parameters.isEmpty()) {
      throw new IllegalArgumentException("units: parameters are named, the weight first, not []");
    }
    double[] scores = norms("units", parameters.get(0), n, 0);
    return parts("units", parameters, amount, 0, scores);
  }

  private Pruning parts(
      String method, List<String> parameters, Amount amount, int axis, double... scores) {
    Map<String, boolean[]> more = new HashMap<>();
    boolean[] kept = keptParts(parameters.get(0), axis);
    int left = Smallest.count(kept);
    String what = "axis " + axis + " of " + parameters.get(0);
    Smallest.drop(scores, kept, amount.of(left, method, what));
    for (String name : parameters) {
      Shape shape = value(name).shape();
      if (shape.rank() <= axis || shape.dim(axis) != kept.length) {
        throw new IllegalArgumentException(
            method
                + ": "
                + name
                + " is to have "
                + kept.length
                + " units along axis "
                + axis
                + ", not shape "
                + shape);
      }
      boolean[] own = kept(name);
      for (int i = 0; i < own.length; i++) {
        own[i] &= kept[index(shape, axis, i)];
      }
      more.put(name, own);
    }
    return mask(more);
  }

  /** The indices along an axis of which anything is left. */
  private boolean[] keptParts(String parameter, int axis) {
    Shape shape = value(parameter).shape();
    boolean[] own = kept(parameter);
    boolean[] parts = new boolean[shape.dim(axis)];
    for (int i = 0; i < own.length; i++) {
      parts[index(shape, axis, i)] |= own[i];
    }
    return parts;
  }

  // ---- masks ----

  /**
   * Prunes by a mask of one's own, on top of what is pruned.
   *
   * @param mask 1 for what stays and 0 for what goes, of the parameter's shape. Not modified.
   */
  public Pruning customFromMask(String parameter, Tensor mask) {
    if (!mask.shape().equals(value(parameter).shape())) {
      throw new IllegalArgumentException(
          "customFromMask: "
              + parameter
              + " has shape "
              + value(parameter).shape()
              + ", the mask "
              + mask.shape());
    }
    boolean[] kept = kept(parameter);
    double[] values = mask.toDoubleArray();
    for (int i = 0; i < kept.length; i++) {
      if (values[i] != 0 && values[i] != 1) {
        throw new IllegalArgumentException(
            "customFromMask: a mask is of 0 and 1, not " + values[i]);
      }
      kept[i] &= values[i] == 1;
    }
    if (Smallest.count(kept) == 0) {
      throw new IllegalArgumentException(
          "customFromMask: of " + parameter + " nothing would stay; leave the layer out");
    }
    return mask(Map.of(parameter, kept));
  }

  /** Forgets a mask: what was pruned is zero, and further training may change it. */
  public Pruning remove(String parameter) {
    if (masks.remove(parameter) == null) {
      throw new IllegalArgumentException(
          "remove: " + parameter + " is not pruned; pruned are " + new TreeSet<>(masks.keySet()));
    }
    return this;
  }

  /** Whether a parameter has a mask. */
  public boolean isPruned(String parameter) {
    return masks.containsKey(parameter);
  }

  /** A parameter's mask, 0 where it is pruned and else 1, of its shape. */
  public Tensor mask(String parameter) {
    Mask mask = masks.get(parameter);
    Tensor value = value(parameter);
    return mask == null ? Tensor.full(1, value.shape().dims()) : mask.factors().copy();
  }

  /** How many weights a parameter has. */
  int size(String parameter) {
    return value(parameter).size();
  }

  /** How many parts a parameter has along an axis. */
  int parts(String parameter, int axis) {
    return value(parameter).shape().dim(axis("parts", parameter, axis));
  }

  /** How many weights of a parameter are pruned. */
  public int pruned(String parameter) {
    return value(parameter).size() - Smallest.count(kept(parameter));
  }

  /** How many parts of a parameter along an axis are pruned whole. */
  public int prunedParts(String parameter, int axis) {
    boolean[] parts = keptParts(parameter, axis("prunedParts", parameter, axis));
    return parts.length - Smallest.count(parts);
  }

  /** Sets what is pruned to zero. */
  public void apply() {
    for (Parameter parameter : model.parameters()) {
      Mask mask = masks.get(parameter.name());
      if (mask != null) {
        Tensor value = parameter.value();
        if (mask.factors().dtype() != value.dtype()) {
          mask = Mask.of(mask.kept(), value.shape(), value.dtype());
          masks.put(parameter.name(), mask);
        }
        Updates.multiply(value, mask.factors());
      }
    }
  }

  private Pruning mask(Map<String, boolean[]> more) {
    more.forEach(
        (name, kept) -> {
          Tensor value = value(name);
          masks.put(name, Mask.of(kept, value.shape(), value.dtype()));
        });
    apply();
    return this;
  }

  /** What stays of a parameter, in an array of the caller's own. */
  private boolean[] kept(String parameter) {
    Mask mask = masks.get(parameter);
    if (mask != null) {
      return mask.kept().clone();
    }
    boolean[] all = new boolean[value(parameter).size()];
    Arrays.fill(all, true);
    return all;
  }

  /** Whether all parameters are finite, so that they can be ranked. */
  boolean isFinite() {
    return model.parameters().stream().allMatch(parameter -> parameter.value().isFinite());
  }

  // ---- training ----

  @Override
  public void stepDone(Trainer trainer, double loss) {
    apply();
  }

  /** The masks: a line for each, the parameter's name and its bits in base 64. */
  @Override
  public Map<String, String> memory() {
    List<String> lines = new ArrayList<>();
    for (Parameter parameter : model.parameters()) {
      if (isPruned(parameter.name())) {
        lines.add(parameter.name() + " " + masks.get(parameter.name()).toText());
      }
    }
    return Map.of(MASKS, String.join("\n", lines));
  }

  @Override
  public void recall(Map<String, String> memory) {
    Map<String, Mask> read = new HashMap<>();
    for (String line : memory.get(MASKS).lines().toList()) {
      int space = line.lastIndexOf(' ');
      String name = line.substring(0, Math.max(0, space));
      try {
        Tensor value = value(name);
        boolean[] kept = Mask.read(line.substring(space + 1), value.size());
        if (read.put(name, Mask.of(kept, value.shape(), value.dtype())) != null) {
          throw new IllegalArgumentException("it is there twice");
        }
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "its mask of '" + name + "' is bad: " + e.getMessage(), e);
      }
    }
    masks.clear();
    masks.putAll(read);
  }

  // ---- scores ----

  private double[] magnitudes(String method, String parameter) {
    double[] values = finite(method, parameter);
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.abs(values[i]);
    }
    return values;
  }

  /** The n-th powers of the norms, which have their order. */
  private double[] norms(String method, String parameter, double n, int axis) {
    if (!(n >= 0)) {
      throw new IllegalArgumentException(method + ": n, the norm, is 0 or more, not " + n);
    }
    Shape shape = value(parameter).shape();
    double[] norms = new double[shape.dim(axis(method, parameter, axis))];
    double[] values = magnitudes(method, parameter);
    for (int i = 0; i < values.length; i++) {
      int part = index(shape, axis, i);
      norms[part] =
          n == Double.POSITIVE_INFINITY
              ? Math.max(norms[part], values[i])
              : norms[part] + power(values[i], n);
    }
    return norms;
  }

  private static double power(double x, double n) {
    if (n == 1) {
      return x;
    }
    if (n == 2) {
      return x * x;
    }
    return x == 0 ? 0 : pow(x, n);
  }

  private static double[] uniforms(RandomStream random, int count) {
    float[] uniforms = random.next().uniforms(count);
    double[] scores = new double[count];
    for (int i = 0; i < count; i++) {
      scores[i] = uniforms[i];
    }
    return scores;
  }

  private double[] finite(String method, String parameter) {
    double[] values = value(parameter).toDoubleArray();
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw new IllegalArgumentException(
            method + ": " + parameter + " has the weight " + values[i] + "; weights are finite");
      }
    }
    return values;
  }

  private int axis(String method, String parameter, int axis) {
    int rank = value(parameter).shape().rank();
    if (axis < 0 || axis >= rank) {
      throw new IllegalArgumentException(
          method + ": the axis of " + parameter + " is from 0 to " + (rank - 1) + ", not " + axis);
    }
    return axis;
  }

  /** The index along an axis of an element, counted row by row. */
  private static int index(Shape shape, int axis, int element) {
    int inner = 1;
    for (int i = axis + 1; i < shape.rank(); i++) {
      inner *= shape.dim(i);
    }
    return element / inner % shape.dim(axis);
  }

  private Tensor value(String parameter) {
    for (Parameter each : model.parameters()) {
      if (each.name().equals(parameter)) {
        return each.value();
      }
    }
    throw new IllegalArgumentException(
        "pruning: there is no parameter '"
            + parameter
            + "'; there are "
            + model.parameters().stream().map(Parameter::name).toList());
  }
}
