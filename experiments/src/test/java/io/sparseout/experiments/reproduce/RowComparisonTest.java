// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.reproduce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowComparisonTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // recorded | repeated | the places that differ
        "{'a':1.5}                     | {'a':1.5}                     | ``",
        "{'a':1.5}                     | {'a':1.5000000000000002}      | a",
        "{'a':2.0E-4}                  | {'a':0.0002}                  | ``",
        "{'a':5.684341886080802E-14}   | {'a':5.6843418860808015E-14}  | ``",
        "{'a':0.0}                     | {'a':-0.0}                    | a",
        "{'a':9007199254740993}        | {'a':9007199254740992}        | a",
        "{'a':1}                       | {'a':1.0}                     | a",
        "{'a':null}                    | {'a':0}                       | a",
        "{'a':true}                    | {'a':false}                   | a",
        "{'a':'x'}                     | {'a':'y'}                     | a",
        "{'a':[{'b':1},{'b':2}]}       | {'a':[{'b':1},{'b':3}]}       | a[1].b",
        "{'a':[1]}                     | {'a':[1,2]}                   | a[1]",
        "{'a':[]}                      | {'a':[1]}                     | a a[0]",
        "{'a':{'b':1}}                 | {'a':{}}                      | a.b",
        "{'a':1}                       | {'b':1}                       | a b",
        "{'b':1,'weightsSha256':'x'}   | {'b':2,'weightsSha256':'y'}   | weightsSha256 b",
        "{'trainSeconds':1}            | {'trainSeconds':2}            | ``",
        "{'latencyMillis64':1}         | {'latencyMillis64':2}         | ``",
        "{'peakBytes':1}               | {'peakBytes':2}               | ``",
        "{'ratioToDropout':1}          | {'ratioToDropout':2}          | ``",
        "{'a':[{'stepMillis':[1,2]}]}  | {'a':[{'stepMillis':[1,3]}]}  | ``",
        "{'bytes':1}                   | {'bytes':2}                   | bytes",
        "{'secondsInAll':1}            | {'secondsInAll':2}            | secondsInAll",
      })
  void allValuesButTimesAndMemoryAreCompared(String recorded, String repeated, String places) {
    RowComparison compared = RowComparison.of("r", row(recorded), row(repeated), false);
    assertEquals(places.strip(), places(compared));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'a':null,'b':1}              | {'a':2,'b':1}                 | ``",
        "{'chosen':false}              | {'chosen':true}               | ``",
        "{'a':[]}                      | {'a':[1]}                     | ``",
        "{'chosen':true}               | {'chosen':false}              | chosen",
        "{'a':1}                       | {'a':2}                       | a",
        "{'a':1}                       | {}                            | a",
      })
  void whatARunThatEndedEarlyLeftOpenIsNotCompared(
      String recorded, String repeated, String places) {
    RowComparison compared = RowComparison.of("r", row(recorded), row(repeated), true);
    assertEquals(places.strip(), places(compared));
  }

  @Test
  void whetherWeightsAreEqualIsKnownOfRowsThatHaveSome() {
    assertNull(RowComparison.of("r", row("{'a':1}"), row("{'a':1}"), false).weights());
    JsonObject weights = row("{'weightsSha256':'x'}");
    assertEquals(true, RowComparison.of("r", weights, weights, false).weights());
    assertEquals(false, RowComparison.of("r", weights, row("{}"), false).weights());
  }

  private static String places(RowComparison compared) {
    return String.join(
        " ", compared.differences().stream().map(RowComparison.Difference::member).toList());
  }

  private static JsonObject row(String json) {
    return JsonParser.parseString(json.strip().replace('\'', '"')).getAsJsonObject();
  }
}
