// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.models;

import io.sparseout.core.Layer;
import io.sparseout.core.io.Checkpoint;
import io.sparseout.core.io.CheckpointException;
import io.sparseout.core.random.RandomStream;
import io.sparseout.datasets.TextLevel;
import io.sparseout.datasets.Vocabulary;
import io.sparseout.experiments.options.Require;
import io.sparseout.layers.LanguageModel;
import io.sparseout.regularizers.Regularizers;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a checkpoint says of its language model, so that it can be used without the options that it
 * was trained with, and without the text.
 *
 * @param model as {@link LanguageModelChoice#of} takes it
 * @param embedding units of a token's embedding
 * @param tied whether the decoder's weights are the embedding's
 * @param adaptive where the frequency bands of an adaptive softmax end; empty without one
 * @param regularizer that it was trained with, where it was compared with others
 * @param data the name of the text that it was trained on
 * @param level {@code words} or {@code characters}
 * @param minimumCount how often a token had to come in the training text to have a number
 * @param limit how many tokens of each text were used; null for all
 * @param words the tokens in the order of their numbers
 * @param vocabularySha256 the hash of the tokens
 */
public record LanguageDescription(
    String model,
    int embedding,
    boolean tied,
    List<Integer> adaptive,
    String regularizer,
    String data,
    String level,
    int minimumCount,
    Integer limit,
    List<String> words,
    String vocabularySha256) {
  private static final String NEEDED = "a checkpoint of a language model that language has saved";

  /** The text for a checkpoint's metadata. */
  public Map<String, String> toMetadata() {
    return Described.metadata(this);
  }

  /**
   * The description of a checkpoint.
   *
   * @throws CheckpointException if the file cannot be used, or has no description of a language
   *     model, or a bad one
   */
  public static LanguageDescription read(Path file) {
    return Described.read(file, LanguageDescription.class, NEEDED, LanguageDescription::check);
  }

  private void check() {
    LanguageModelChoice.of(Described.require("model", model));
    Require.inRange("embedding", embedding, 1, 65_536);
    Described.require("words", words).forEach(word -> Described.require("text of each word", word));
    checkBands("adaptive", Described.require("adaptive", adaptive), words.size());
    Described.require("data", data);
    Require.oneOf("level", Described.require("level", level), "words", "characters");
    Require.inRange("minimumCount", minimumCount, 1, Integer.MAX_VALUE);
    if (limit != null) {
      Require.inRange("limit", limit, 2, Integer.MAX_VALUE);
    }
    if (!vocabulary().fingerprint().equals(vocabularySha256)) {
      throw new IllegalArgumentException("its words are not those of vocabularySha256");
    }
  }

  /**
   * Checks the frequency bands of an adaptive softmax.
   *
   * @throws IllegalArgumentException unless they ascend from 1 to less than the vocabulary has
   */
  public static List<Integer> checkBands(String name, List<Integer> ends, int vocabulary) {
    int before = 0;
    for (Integer end : ends) {
      Described.require("band of " + name, end);
      before = Require.inRange(name, end, before + 1, vocabulary - 1);
    }
    return ends;
  }

  /** What the model's numbers mean. */
  public Vocabulary vocabulary() {
    return Vocabulary.of(words);
  }

  /** What its tokens are. */
  public TextLevel textLevel() {
    return TextLevel.valueOf(level.toUpperCase(Locale.ROOT));
  }

  /**
   * A builder of such a model, without regularizers but that of recurrent states, which acts in
   * evaluation too.
   */
  public LanguageModel.Builder builder() {
    LanguageModelChoice choice = LanguageModelChoice.of(model);
    return new LanguageModel.Builder(words.size())
        .cell(choice.cell())
        .hidden(choice.hidden())
        .layers(choice.layers())
        .embedding(embedding)
        .tied(tied)
        .states(regularizer == null ? List.of() : Regularizers.regularization(regularizer).states())
        .adaptive(adaptive.stream().mapToInt(end -> end).toArray());
  }

  /**
   * The model with the weights of a checkpoint, to be evaluated.
   *
   * @param probe stands after each recurrent layer and sees what comes by
   * @throws CheckpointException if the file cannot be used, or is of another model
   */
  public LanguageModel load(Path file, Layer probe) {
    LanguageModel made;
    try {
      made = builder().between(probe).output(probe).build(RandomStream.of(0));
    } catch (IllegalArgumentException e) {
      throw new CheckpointException(file, e.getMessage(), "needs " + NEEDED, e);
    }
    Checkpoint.load(file, made);
    return made;
  }
}
