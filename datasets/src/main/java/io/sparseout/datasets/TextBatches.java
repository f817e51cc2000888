// SPDX-License-Identifier: Apache-2.0
package io.sparseout.datasets;

import io.sparseout.core.Tensor;
import io.sparseout.core.train.Batch;
import io.sparseout.core.train.BatchIterator;
import io.sparseout.core.train.Batches;

/**
 * Batches of a text for training by truncated back-propagation through time, in the order of the
 * text, the same in every epoch. The text is cut into {@code n} streams of one length, stream k
 * being the k-th stretch of the text; what does not fill another step of all streams is left out. A
 * batch holds the streams' next {@code t} tokens, time first, so that a model goes on from the
 * state in which it left each stream:
 *
 * <ul>
 *   <li>input INT32 {@code [t, n]}, where t is {@code bptt}, and less in the last batch where it
 *       does not divide the streams' length;
 *   <li>target INT32 {@code [t * n]}: in the same order, the token that comes next in the stream.
 * </ul>
 *
 * <p>An example, in the sense of {@link Batch#size}, is a step of all streams. As in awd-lstm-lm's
 * {@code batchify} and {@code get_batch}, with batches of equal length.
 */
public final class TextBatches implements Batches {
  private final TokenText text;
  private final int streams;
  private final int bptt;
  private final int length;

  TextBatches(TokenText text, int streams, int bptt) {
    if (streams < 1) {
      throw new IllegalArgumentException("batches: 1 stream or more, not " + streams);
    }
    if (bptt < 1) {
      throw new IllegalArgumentException("batches: bptt is 1 or more, not " + bptt);
    }
    if (text.size() / 2 < streams) {
      throw new IllegalArgumentException(
          "batches: "
              + streams
              + " streams of 2 tokens or more need "
              + 2L * streams
              + ", the text has "
              + text.size()
              + "; take fewer streams or a longer text");
    }
    this.text = text;
    this.streams = streams;
    this.length = text.size() / streams;
    this.bptt = Math.min(bptt, length - 1);
  }

  /** How many streams the text is cut into. */
  int streams() {
    return streams;
  }

  /** How many batches an epoch has. */
  @Override
  public int count() {
    return (length - 2) / bptt + 1;
  }

  /** How many steps of time an epoch has: tokens to be predicted, of each stream. */
  @Override
  public int examples() {
    return length - 1;
  }

  /** How many tokens there are to be predicted in an epoch, of all streams. */
  long tokens() {
    return (long) examples() * streams;
  }

  /**
   * The batches of an epoch. A batch is valid until the next one is asked for.
   *
   * @param epoch its number, which does not matter
   */
  @Override
  public BatchIterator epoch(int epoch) {
    return new Epoch();
  }

  /** One way through the text, in memory that is used again for each batch of the same length. */
  private final class Epoch implements BatchIterator {
    private int[] inputs = new int[0];
    private int[] targets = inputs;
    private Batch batch;
    private int time;

    @Override
    public Batch next() {
      int steps = Math.min(bptt, examples() - time);
      if (steps == 0) {
        return null;
      }
      if (inputs.length != steps * streams) {
        inputs = new int[steps * streams];
        targets = new int[steps * streams];
        batch = new Batch(Tensor.of(inputs, steps, streams), Tensor.of(targets, targets.length));
      }
      for (int stream = 0; stream < streams; stream++) {
        int position = stream * length + time;
        text.copy(position, steps, inputs, stream, streams);
        text.copy(position + 1, steps, targets, stream, streams);
      }
      time += steps;
      return batch;
    }

    @Override
    public void close() {}
  }
}
