// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Short runs on the real MNIST, where it is. */
@EnabledIf("isThere")
class MnistRunTest {
  private final String data = System.getenv("SPARSEOUT_DATA");

  static boolean isThere() {
    String data = System.getenv("SPARSEOUT_DATA");
    return data != null && Files.isDirectory(Path.of(data, "mnist"));
  }

  @TempDir Path folder;

  @Test
  void theCodeIsTheSparserTheSmallerQ() throws Exception {
    JsonArray rows =
        new Program(folder)
            .run(
                "sparsity",
                "--data",
                "mnist",
                "--data-dir",
                data,
                "--q",
                "1,2,3",
                "--epochs",
                "1",
                "--limit",
                "20000",
                "--json",
                "--quiet")
            .expect(0)
            .json()
            .getAsJsonArray("rows");
    assertEquals(3, rows.size());
    for (int i = 1; i < rows.size(); i++) {
      double sparser = rows.get(i - 1).getAsJsonObject().get("hoyer").getAsDouble();
      double denser = rows.get(i).getAsJsonObject().get("hoyer").getAsDouble();
      assertTrue(sparser > denser + 0.02, sparser + " and " + denser);
    }
  }

  @Test
  void aPerceptronLearnsToReadDigits() throws Exception {
    double accuracy =
        new Program(folder)
            .run(
                "train",
                "--data",
                "mnist",
                "--data-dir",
                data,
                "--model",
                "mlp:128",
                "--epochs",
                "1",
                "--json",
                "--quiet")
            .expect(0)
            .json()
            .getAsJsonArray("rows")
            .get(0)
            .getAsJsonObject()
            .get("testAccuracy")
            .getAsDouble();
    assertTrue(accuracy > 0.94, "accuracy " + accuracy);
  }

  @Test
  void theDoctorFindsIt() throws Exception {
    String findings = new Program(folder).run("doctor", "--data-dir", data).expect(0).out();
    assertTrue(findings.contains("60000 training and 10000 test images in "), findings);
  }
}
