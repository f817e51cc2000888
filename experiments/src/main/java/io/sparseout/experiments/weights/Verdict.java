// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.weights;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What the tests say of the claim that a regularizer makes trained weights sparse, measure by
 * measure.
 */
final class Verdict {
  private static final double SMALLEST = 0.001;

  private final String setting;
  private final List<Effect> effects;

  private Verdict(String setting, List<Effect> effects) {
    this.setting = setting;
    this.effects = effects;
  }

  /** A verdict for each setting that there are comparisons of, of sparsity alone. */
  static List<Verdict> all(List<Effect> effects) {
    List<String> keys =
        Arrays.stream(WeightMeasure.values())
            .filter(WeightMeasure::isOfSparsity)
            .map(WeightMeasure::key)
            .toList();
    return effects.stream()
        .map(Effect::setting)
        .distinct()
        .map(
            setting ->
                new Verdict(
                    setting,
                    effects.stream()
                        .filter(effect -> effect.setting().equals(setting))
                        .filter(effect -> keys.contains(effect.measure()))
                        .toList()))
        .toList();
  }

  /** Whether the setting is the regularizer that the claim is about. */
  boolean isOfDropout() {
    return setting.equals("dropout") || setting.startsWith("dropout:");
  }

  /** One sentence: by which measures weights are sparser than without it, and by which not. */
  String text() {
    if (effects.get(0).seeds() < 2) {
      return "Whether " + setting + " makes the trained weights sparser, one seed cannot tell.";
    }
    List<String> sparser = told(effect -> effect.isSignificant() && effect.difference() > 0);
    List<String> denser = told(effect -> effect.isSignificant() && effect.difference() < 0);
    List<String> open = told(effect -> !effect.isSignificant());
    List<String> parts = new ArrayList<>();
    add(parts, "sparser by ", sparser);
    add(parts, "denser by ", denser);
    add(parts, "not told apart by ", open);
    return "That "
        + setting
        + " leads to sparser trained weights "
        + (sparser.size() == effects.size()
            ? "holds here"
            : sparser.isEmpty() ? "is not seen here" : "holds here in part")
        + ": "
        + String.join("; ", parts)
        + ".";
  }

  private static void add(List<String> parts, String verb, List<String> told) {
    if (!told.isEmpty()) {
      parts.add(verb + String.join(", ", told));
    }
  }

  private List<String> told(Predicate<Effect> which) {
    return effects.stream().filter(which).map(Verdict::told).collect(Collectors.toList());
  }

  /** {@code Hoyer (0.153 against 0.140, p < 0.001)}. */
  private static String told(Effect effect) {
    WeightMeasure measure =
        Arrays.stream(WeightMeasure.values())
            .filter(one -> one.key().equals(effect.measure()))
            .findFirst()
            .orElseThrow();
    String name = measure.heading().replace(", %", "");
    String number = "%." + measure.decimals() + "f";
    String p =
        effect.correctedPValue() == null
            ? "no test"
            : effect.correctedPValue() < SMALLEST
                ? "p < 0.001"
                : String.format(Locale.ROOT, "p = %.3f", effect.correctedPValue());
    if (effect.difference() == null) {
      return name + " (undefined)";
    }
    return String.format(
        Locale.ROOT,
        "%s (" + number + " against " + number + ", %s)",
        name,
        effect.mean(),
        effect.baselineMean(),
        p);
  }
}
