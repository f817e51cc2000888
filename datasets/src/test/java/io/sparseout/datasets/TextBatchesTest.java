// SPDX-License-Identifier: Apache-2.0
package io.sparseout.datasets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sparseout.core.train.Batch;
import io.sparseout.core.train.BatchIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextBatchesTest {
  /** The alphabet of awd-lstm-lm's comment on batchify: 26 tokens in 4 streams of 6. */
  @Test
  void streamsAreStretchesOfTheTextAndTimeComesFirst() {
    TextBatches batches = Texts.counting(26).batches(4, 3);
    assertEquals(2, batches.count());
    assertEquals(5, batches.examples());
    assertEquals(20, batches.tokens());
    try (BatchIterator iterator = batches.epoch(0)) {
      Batch first = iterator.next();
      assertEquals("[3, 4]", first.input().shape().toString());
      assertEquals("[12]", first.target().shape().toString());
      assertEquals(3, first.size());
      assertArrayEquals(
          new int[] {0, 6, 12, 18, 1, 7, 13, 19, 2, 8, 14, 20}, first.input().toIntArray());
      assertArrayEquals(
          new int[] {1, 7, 13, 19, 2, 8, 14, 20, 3, 9, 15, 21}, first.target().toIntArray());
      Batch last = iterator.next();
      assertEquals("[2, 4]", last.input().shape().toString());
      assertArrayEquals(new int[] {3, 9, 15, 21, 4, 10, 16, 22}, last.input().toIntArray());
      assertArrayEquals(new int[] {4, 10, 16, 22, 5, 11, 17, 23}, last.target().toIntArray());
      assertNull(iterator.next());
      assertNull(iterator.next());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2, 1, 1",
    "2, 1, 35",
    "3, 1, 1",
    "7, 3, 1",
    "100, 1, 35",
    "100, 7, 5",
    "100, 7, 13",
    "100, 50, 1",
    "100, 9, 1000"
  })
  void everyTokenOfAStreamButTheFirstIsPredictedOnce(int size, int streams, int bptt) {
    TokenText text = Texts.counting(size + 5).part(5, size + 5);
    TextBatches batches = text.batches(streams, bptt);
    int length = size / streams;
    for (int epoch = 0; epoch < 2; epoch++) {
      int time = 0;
      int count = 0;
      try (BatchIterator iterator = batches.epoch(epoch)) {
        for (Batch batch = iterator.next(); batch != null; batch = iterator.next()) {
          int[] inputs = batch.input().toIntArray();
          int[] targets = batch.target().toIntArray();
          assertEquals(Math.min(bptt, length - 1 - time) * streams, inputs.length);
          for (int i = 0; i < inputs.length; i++) {
            int expected = 5 + i % streams * length + time + i / streams;
            assertEquals(expected, inputs[i]);
            assertEquals(expected + 1, targets[i]);
          }
          time += batch.size();
          count++;
        }
      }
      assertEquals(length - 1, time);
      assertEquals(batches.examples(), time);
      assertEquals(batches.count(), count);
      assertEquals((long) time * streams, batches.tokens());
      assertEquals(streams, batches.streams());
    }
  }

  @Test
  void memoryIsUsedAgain() {
    try (BatchIterator iterator = Texts.counting(100).batches(2, 10).epoch(0)) {
      Batch first = iterator.next();
      assertSame(first, iterator.next());
      assertEquals(10, first.input().toIntArray()[0]);
    }
  }

  @Test
  void twoEpochsMayBeOpenAtOnce() {
    TextBatches batches = Texts.counting(100).batches(2, 10);
    try (BatchIterator first = batches.epoch(0);
        BatchIterator second = batches.epoch(1)) {
      Batch batch = first.next();
      second.next();
      second.next();
      assertEquals(0, batch.input().toIntArray()[0]);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 5, '1 stream or more, not 0'",
    "-3, 5, '1 stream or more, not -3'",
    "2, 0, 'bptt is 1 or more, not 0'",
    "6, 5, '6 streams of 2 tokens or more need 12, the text has 11; take fewer streams or a"
        + " longer text'",
    "2147483647, 5, '2147483647 streams of 2 tokens or more need 4294967294, the text has 11;"
        + " take fewer streams or a longer text'",
  })
  void refusesWhatCannotBeCut(int streams, int bptt, String message) {
    TokenText text = Texts.counting(11);
    Exception refused =
        assertThrows(IllegalArgumentException.class, () -> text.batches(streams, bptt));
    assertEquals("batches: " + message, refused.getMessage());
  }
}
