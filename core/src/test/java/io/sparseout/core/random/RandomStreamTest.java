// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RandomStreamTest {
  @Test
  void eachDrawTakesAStep() {
    RandomStream random = RandomStream.of(42);
    assertEquals(new RandomKey(42, 0, 0), random.next());
    assertEquals(new RandomKey(42, 0, 1), random.next());
    assertEquals(2, random.position());
  }

  @Test
  void lookingAtAStepTakesNone() {
    RandomStream random = RandomStream.of(42);
    assertEquals(new RandomKey(42, 0, 9), random.at(9));
    assertEquals(0, random.position());
  }

  @Test
  void aStreamGoesOnFromWhereItIsSet() {
    RandomStream random = RandomStream.of(42);
    random.seek(1L << 40);
    assertEquals(new RandomKey(42, 0, 1L << 40), random.next());
    assertEquals((1L << 40) + 1, random.position());
  }

  @Test
  void aStepBeforeTheFirstIsRefused() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> RandomStream.of(42).seek(-1));
    assertEquals("seek: a step is 0 or more, not -1", e.getMessage());
  }

  @Test
  void aNamedStreamIsTheSameEveryTimeAndShiftsNoOther() {
    RandomStream random = RandomStream.of(42);
    RandomStream first = random.stream("weights");
    first.next();
    first.next();
    assertEquals(0, random.position());
    assertEquals(0, random.stream("weights").position());
    assertEquals(first.at(5), random.stream("weights").at(5));
    assertEquals(42, first.seed());
  }

  @Test
  void aStreamOfAStreamIsTheKeysChild() {
    RandomKey weights = RandomStream.of(42).at(3).child(RandomStream.label("weights"));
    assertEquals(weights, RandomStream.of(42).stream("weights").at(3));
    assertEquals(
        weights.child(RandomStream.label("0")),
        RandomStream.of(42).stream("weights").stream("0").at(3));
  }

  @Test
  void namesBelowDifferentNamesAreDifferentStreams() {
    RandomStream random = RandomStream.of(42);
    List<RandomKey> keys =
        List.of(
            random.at(0),
            random.stream("").at(0),
            random.stream("a").at(0),
            random.stream("b").at(0),
            random.stream("ab").at(0),
            random.stream("ba").at(0),
            random.stream("a").stream("b").at(0),
            random.stream("b").stream("a").at(0),
            random.stream("a").stream("").at(0),
            random.stream("").stream("a").at(0));
    assertEquals(keys.size(), new HashSet<>(keys).size());
  }

  @Test
  void seedsOfOneNameHaveOneStreamNumberAndDifferentWords() {
    RandomKey one = RandomStream.of(1).stream("a").at(0);
    RandomKey two = RandomStream.of(2).stream("a").at(0);
    assertEquals(one.stream(), two.stream());
    assertNotEquals(one.uniforms(1)[0], two.uniforms(1)[0]);
  }

  /** FNV-1a's published answers: the offset basis for nothing, and for "a" and "foobar". */
  @Test
  void labelsArePublishedHashes() {
    assertEquals(0xCBF29CE484222325L, RandomStream.label(""));
    assertEquals(0xAF63DC4C8601EC8CL, RandomStream.label("a"));
    assertEquals(0x85944171F73967E8L, RandomStream.label("foobar"));
  }

  @Test
  void aStepIsGivenOutOnceToAnyNumberOfThreads() {
    RandomStream random = RandomStream.of(42);
    Set<RandomKey> keys = new HashSet<>();
    IntStream.range(0, 10_000).parallel().mapToObj(i -> random.next()).toList().forEach(keys::add);
    assertEquals(10_000, keys.size());
    assertEquals(10_000, random.position());
  }
}
