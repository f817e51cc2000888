// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers;

import io.sparseout.core.Parameter;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;
import io.sparseout.core.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The adaptive softmax of Grave et al. 2017: the most frequent classes and one entry for each
 * cluster of the others are in the head, a softmax of its own; a cluster's classes share its
 * probability by another softmax, on features that are fewer by the divisor from cluster to
 * cluster. Most examples need the head alone.
 *
 * <p>Classes are to be numbered from the most frequent on. As a layer it takes {@code [n, in]} and
 * gives the logarithms of all probabilities, {@code [n, classes]}. Parameters are those of
 * PyTorch's AdaptiveLogSoftmaxWithLoss without a bias: {@code head.weight}, {@code
 * tail.0.0.weight}, {@code tail.0.1.weight}, ....
 */
public final class AdaptiveSoftmax implements Decoder {
  private static final double DIVISOR = 4;

  /** The classes from {@code first} to {@code last - 1}. */
  private record Cluster(int first, int last, Parameter projection, Parameter output) {}

  private final int classes;
  private final int shortList;
  private final Parameter head;
  private final List<Cluster> clusters = new ArrayList<>();
  private final List<Parameter> parameters = new ArrayList<>();

  /**
   * With PyTorch's initialization. Takes a step of the stream for the head and two for each
   * cluster.
   *
   * @param inFeatures features of the input
   * @param classes classes
   * @param random draws the initial weights
   * @param cutoffs the first class of each cluster, rising, each from 1 to classes - 1
   * @throws IllegalArgumentException if they are not
   */
  public AdaptiveSoftmax(int inFeatures, int classes, RandomStream random, int... cutoffs) {
    int before = 0;
    for (int cutoff : cutoffs) {
      if (cutoff <= before || cutoff >= classes) {
        throw new IllegalArgumentException(
            "adaptiveSoftmax: cutoffs rise from 1 to "
                + (classes - 1)
                + " for "
                + classes
                + " classes, not "
                + Arrays.toString(cutoffs));
      }
      before = cutoff;
    }
    if (cutoffs.length == 0) {
      throw new IllegalArgumentException("adaptiveSoftmax: needs a cutoff or more");
    }
    this.classes = classes;
    this.shortList = cutoffs[0];
    head = parameter("head.weight", inFeatures, shortList + cutoffs.length, random);
    parameters.add(head);
    for (int i = 0; i < cutoffs.length; i++) {
      int last = i + 1 < cutoffs.length ? cutoffs[i + 1] : classes;
      int width = (int) Math.max(1, inFeatures / StrictMath.pow(DIVISOR, i + 1.0));
      Parameter projection = parameter("tail." + i + ".0.weight", inFeatures, width, random);
      Parameter output = parameter("tail." + i + ".1.weight", width, last - cutoffs[i], random);
      clusters.add(new Cluster(cutoffs[i], last, projection, output));
      parameters.add(projection);
      parameters.add(output);
    }
  }

  private static Parameter parameter(String name, int in, int out, RandomStream random) {
    return new Parameter(name, Initialization.uniform(1 / Math.sqrt(in)).tensor(random, out, in));
  }

  /** The logarithms of the probabilities of all classes. */
  @Override
  public Tensor forward(Tensor x, Pass pass) {
    Tensor top = x.linear(head.value(), null).logSoftmax();
    List<Tensor> parts = new ArrayList<>();
    parts.add(top.slice(1, 0, shortList));
    for (int i = 0; i < clusters.size(); i++) {
      Cluster cluster = clusters.get(i);
      Tensor within = features(cluster, x).linear(cluster.output.value(), null).logSoftmax();
      Tensor share = top.slice(1, shortList + i, shortList + i + 1);
      Tensor ones = Tensor.full(1, 1, cluster.last - cluster.first).to(x.dtype());
      parts.add(within.plus(share.matmul(ones)));
    }
    return Tensor.concatenate(parts, 1);
  }

  private static Tensor features(Cluster cluster, Tensor x) {
    return x.linear(cluster.projection.value(), null);
  }

  @Override
  public Tensor loss(Tensor x, Tensor targets) {
    int[] classOf = targets.toIntArray();
    int[] entries = new int[classOf.length];
    List<List<Integer>> members = new ArrayList<>();
    clusters.forEach(cluster -> members.add(new ArrayList<>()));
    for (int row = 0; row < classOf.length; row++) {
      requireClass(classOf[row], row);
      entries[row] = classOf[row];
      for (int i = 0; i < clusters.size(); i++) {
        Cluster cluster = clusters.get(i);
        if (classOf[row] >= cluster.first && classOf[row] < cluster.last) {
          entries[row] = shortList + i;
          members.get(i).add(row);
        }
      }
    }
    Tensor total = x.linearCrossEntropy(head.value(), null, Tensor.of(entries, entries.length));
    for (int i = 0; i < clusters.size(); i++) {
      if (!members.get(i).isEmpty()) {
        Tensor loss = clusterLoss(clusters.get(i), members.get(i), x, classOf);
        total = total.plus(loss.times((double) members.get(i).size() / classOf.length));
      }
    }
    return total;
  }

  private void requireClass(int target, int row) {
    if (target < 0 || target >= classes) {
      throw new IllegalArgumentException(
          "adaptiveSoftmax: target "
              + target
              + " at place "
              + row
              + " is not from 0 to "
              + (classes - 1));
    }
  }

  /** The mean loss within a cluster of the rows whose class is there. */
  private static Tensor clusterLoss(
      Cluster cluster, List<Integer> members, Tensor x, int... classOf) {
    int[] rows = members.stream().mapToInt(row -> row).toArray();
    int[] within = members.stream().mapToInt(row -> classOf[row] - cluster.first).toArray();
    Tensor own = x.gather(Tensor.of(rows, rows.length));
    return features(cluster, own)
        .linearCrossEntropy(cluster.output.value(), null, Tensor.of(within, within.length));
  }

  @Override
  public List<Parameter> parameters() {
    return List.copyOf(parameters);
  }
}
