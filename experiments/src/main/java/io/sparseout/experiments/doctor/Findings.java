// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.doctor;

import io.sparseout.core.Compute;
import io.sparseout.datasets.DataFolders;
import io.sparseout.datasets.Ptb;
import io.sparseout.datasets.WikiText2;
import io.sparseout.experiments.machine.Machine;
import io.sparseout.experiments.machine.Version;
import java.io.PrintWriter;
import java.util.List;

/**
 * What there is: the content of {@code doctor --json}.
 *
 * @param version the program's version
 * @param commit the commit that it was built from
 * @param machine JVM, system and processor
 * @param kernels which kernels compute
 * @param kernelReason why these
 * @param threads how many threads compute
 * @param dataFolders where data sets are looked for, in this order
 * @param data what was found of each data set
 */
record Findings(
    String version,
    String commit,
    Machine machine,
    String kernels,
    String kernelReason,
    int threads,
    String dataFolders,
    List<DataFinding> data) {
  static Findings of(DataFolders folders) {
    Version version = Version.current();
    return new Findings(
        version.number(),
        version.commit(),
        Machine.here(),
        Compute.kernelName(),
        Compute.kernelReason(),
        Compute.threads(),
        folders.toString(),
        List.of(
            new DataFinding("digits", true, "drawn by this program"),
            DataFinding.mnist(folders),
            new DataFinding("sentences", true, "made by this program"),
            DataFinding.of("ptb", folders, from -> Ptb.load(from).toString()),
            DataFinding.of("wikitext2", folders, from -> WikiText2.load(from).toString())));
  }

  /** A line for each finding. */
  void print(PrintWriter out) {
    print(out, "version", version + " (commit " + commit + ")");
    print(out, "java", machine.java());
    print(out, "system", machine.system());
    print(out, "processor", machine.cpu() + ", " + machine.cores() + " cores");
    print(out, "memory", "heap up to " + (machine.maxHeapBytes() >> 20) + " MB");
    print(out, "kernels", kernels + ": " + kernelReason);
    print(out, "threads", Integer.toString(threads));
    print(out, "data", "looked for in " + dataFolders);
    data.forEach(set -> print(out, set.name(), set.detail()));
  }

  /** Lines after the first stand below it. */
  private static void print(PrintWriter out, String name, String value) {
    out.println(
        (name + " ".repeat(12 - name.length()) + value).replace("\n", "\n" + " ".repeat(12)));
  }
}
