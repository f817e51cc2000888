// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the program says to those who call it wrong, or ask how to. */
class UsageTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "theory --preset tiny          | --preset: one of smoke, small, paper, not 'tiny'",
        "theory --q -1                 | --q: from 0.0 to 10.0, not -1.0",
        "theory --q NaN                | --q: from 0.0 to 10.0, not NaN",
        "theory --q 2,2                | --q: each value once, not 2.0 twice",
        "theory --p 0                  | --p: from 0.001 to 0.999, not 0.0",
        "theory --p 0.5,NaN            | --p: from 0.001 to 0.999, not NaN",
        "theory --scales 0             | --scales: from 0.01 to 10.0, not 0.0",
        "theory --scales NaN           | --scales: from 0.01 to 10.0, not NaN",
        "theory --features 0           | --features: from 1 to 10000, not 0",
        "theory --features 15,200      | --features: one number at the least up to 14, whose masks",
        "theory --draws 999            | --draws: from 1000 to 1000000000, not 999",
        "theory --resume x --out y     | --resume: writes to its own folder; leave --out out",
        "sparsity --q -1               | --q: 0 or more and finite, not -1.0",
        "sparsity --q 1,NaN            | --q: 0 or more and finite, not NaN",
        "sparsity --q 2,2              | --q: each value once, not 2.0 twice",
        "sparsity --p 1.5              | --p: a probability, from 0 to 1, not 1.5",
        "sparsity --p NaN              | --p: a probability, from 0 to 1, not NaN",
        "sparsity --hidden 0           | --hidden: from 2 to 65536, not 0",
        "sparsity --hidden many        | '--hidden': 'many' is not an int",
        "sparsity --epochs 0           | --epochs: from 1 to 100000, not 0",
        "sparsity --gradient wrong     | gradient is published or exact, not 'wrong'",
        "sparsity --gradient exact,exact | --gradient: each value once, not exact twice",
        "sparsity --p 0.3,0.3          | --p: each value once, not 0.3 twice",
        "sparsity --code tanh          | --code: one of relu, sigmoid, not 'tanh'",
        "sparsity --code relu,relu     | --code: each value once, not relu twice",
        "sparsity --preset tiny        | --preset: one of smoke, small, paper, not 'tiny'",
        "sparsity --resume x --out y   | --resume: writes to its own folder; leave --out out",
        "sparsity --data mnits         | --data: one of digits, mnist, shapes, cifar10, cifar100, not 'mnits'",
        "sparsity --kernels fast       | --kernels: one of auto, scalar, vector, not 'fast'",
        "sparsity --threads 0          | --threads: from 1 to 1024, not 0",
        "sparsity --regularizer dropuot | there is no 'dropuot'; did you mean 'dropout'?",
        "sparsity --regularizer none --p 0.1 | --regularizer: stands in place of --q, --p",
        "sparsity --hiden 5            | Possible solutions: --hidden",
        "sparsty                       | Did you mean: sparseout sparsity",
        "report                        | Missing required parameter: 'RUN'",
        "report x --format pdf         | --format: one of html, md, not 'pdf'",
        "reproduce                     | Missing required parameter: 'RUN'",
        "reproduce x --threads 0       | --threads: from 1 to 1024, not 0",
        "paper --data-sha256 0        | --data-sha256: is of the data of one experiment",
        "theory --data-sha256 abababababababababababababababababababababababababababababababab | --data-sha256: theory uses no data",
        "theory --data-sha256 0        | --data-sha256: 64 hexadecimal digits in lower case, not '0'",
        "paper --preset tiny           | --preset: one of smoke, small, paper, not 'tiny'",
        "paper --only theroy           | --only: there is no 'theroy'; did you mean 'theory'?",
        "paper --resume x --out y      | --resume: writes to its own folder; leave --out out",
        "train --model mpl:3           | lenet5, vgg, wrn-DEPTH-WIDEN, not 'mpl:3'",
        "train --model wrn-16          | --model: one of linear, mlp:UNITS,UNITS,..., lenet5, vgg,",
        "train --model wrn-21-2        | wrn-21-2: its depth is 6 n + 4, such as 16 or 22",
        "train --model wrn-4-2         | --model wrn-4-2, its depth: from 10 to 1000, not 4",
        "train --model wrn-10-0        | --model wrn-10-0, its widening: from 1 to 64, not 0",
        "train --model mlp:3,0         | --model mlp:3,0: from 1 to 65536, not 0",
        "train --model mlp:            | --model mlp:: a number of units is needed, not ''",
        "train --optimizer adma        | --optimizer: one of sgd, adam, adamw, not 'adma'",
        "train --lr -0.1               | --lr: more than 0 and finite, not -0.1",
        "train --limit 0               | --limit: from 1 to 2147483647, not 0",
        "train --resume x --seeds 2    | give one regularizer and one seed, not 2",
        "predict x.png                 | Missing required option: '--checkpoint=FILE'",
        "predict --checkpoint x        | either PNG files or --data is needed, and not both",
        "predict --checkpoint x y.png --data digits | either PNG files or --data is needed",
        "predict --checkpoint x --data digitz | --data: one of digits, mnist, shapes, cifar10, cifar100, not 'digitz'",
        "predict --checkpoint x --data digits --limit 0 | --limit: from 1 to 2147483647, not 0",
        "image --preset tiny           | --preset: one of smoke, small, paper, not 'tiny'",
        "image --p 0.1,1.5             | --p: a probability, from 0 to 1, not 1.5",
        "image --q -1                  | --q: 0 or more and finite, not -1.0",
        "image --p 0.1,0.1             | --p: each value once, not 0.1 twice",
        "image --validation 1          | --validation: a share between 0 and 1, neither",
        "image --momentum 1            | --momentum: 0 up to, not including, 1, not 1.0",
        "image --wd NaN                | --wd: 0 or more and finite, not NaN",
        "image --seeds 0               | --seeds: from 1 to 1000, not 0",
        "image --model wrn-11-1        | --model wrn-11-1: its depth is 6 n + 4, such as 10 or 16",
        "image --regularizer dropuot   | there is no 'dropuot'; did you mean 'dropout'?",
        "language --preset tiny        | --preset: one of smoke, small, medium, large, not 'tiny'",
        "language --model lstn:3       | --model: one of lstm:UNITSxLAYERS, gru:UNITSxLAYERS,",
        "language --model lstm:1x2     | --model lstm:1x2, its units: from 2 to 65536, not 1",
        "language --model gru:8x0      | --model gru:8x0, its layers: from 1 to 64, not 0",
        "language --data nowhere.txt   | --data: one of sentences, ptb, wikitext2, or a text's file, not 'nowhere.txt'",
        "language --level letters      | --level: one of words, characters, not 'letters'",
        "language --level characters   | --level, --min-count: sentences is of words",
        "language --min-count 0        | --min-count: from 1 to 2147483647, not 0",
        "language --limit 1            | --limit: from 2 to 2147483647, not 1",
        "language --limit 30           | 20 streams of 2 tokens or more need 40, the text has 30",
        "language --dropouth 1.5       | --dropouth: a probability, from 0 to 1, not 1.5",
        "language --dropouti -         | --dropouti: a number is needed, not '-'",
        "language --wdrop dropuot      | --wdrop: a probability, a regularizer or 'compared' is needed: regularizer: there is no 'dropuot'",
        "language --dropout 0.1 --dropouti 0.1 --dropouth 0.1 | one of them must be compared",
        "language --masks new          | --masks: one of locked, fresh, not 'new'",
        "language --alpha -1           | --alpha: 0 or more and finite, not -1.0",
        "language --lr-decay 1.5       | --lr-decay: more than 0, 1 at the most, not 1.5",
        "language --decay-after 0      | --decay-after: from 1 to 100000, not 0",
        "language --nonmono -1         | --nonmono: from 0 to 100000, not -1",
        "language --optimizer adma     | --optimizer: one of sgd, asgd, adam, not 'adma'",
        "language --resume x --out y   | --resume: writes to its own folder; leave --out out",
        "language --clip NaN           | --clip: 0 or more and finite, not NaN",
        "language --select-seeds 4     | --select-seeds: from 1 to 3, not 4",
        "language --tied --adaptive 9  | --tied, --adaptive: one or the other, not both",
        "language --adaptive 9,9       | --adaptive: from 10 to",
        "language --init-range 0       | --init-range: more than 0 and finite, not 0.0",
        "weights --preset paper        | --preset: one of smoke, small, not 'paper'",
        "weights --regularizer dropuot | there is no 'dropuot'; did you mean 'dropout'?",
        "weights --regularizer none,none | --regularizer: each value once, not none twice",
        "weights --threshold NaN       | --threshold: 0 or more and finite, not NaN",
        "weights --relative-threshold -1 | --relative-threshold: 0 or more and finite, not -1.0",
        "weights --lr 0                | --lr: more than 0 and finite, not 0.0",
        "weights --model mpl:3         | lenet5, vgg, wrn-DEPTH-WIDEN, not 'mpl:3'",
        "weights --epochs 0            | --epochs: from 1 to 100000, not 0",
        "compress --preset tiny        | --preset: one of smoke, small, not 'tiny'",
        "compress --methods one-shto   | --methods: there is no 'one-shto'; did you mean 'one-shot'?",
        "compress --methods dense      | --methods: there is no 'dense'",
        "compress --methods gradual,gradual | --methods: each value once, not gradual twice",
        "compress --sparsity 1         | --sparsity: a share between 0 and 1, neither of them, not 1.0",
        "compress --sparsity 0.5,95    | --sparsity: a share between 0 and 1, neither of them, not 95.0",
        "compress --sparsity NaN       | --sparsity: a share between 0 and 1, neither of them, not NaN",
        "compress --sparsity 0.5,0.5   | --sparsity: each value once, not 0.5 twice",
        "compress --sparsity 100%      | '--sparsity' (SHARE): '100%' is not a double",
        "compress --units 0            | --units: a share between 0 and 1, neither of them, not 0.0",
        "compress --norm -1            | --norm: 0 or more and finite, not -1.0",
        "compress --ramp 0.7,0.1       | --ramp: two shares of the training, 0 or more, rising,",
        "compress --ramp 0.5           | --ramp: two shares of the training, 0 or more, rising,",
        "compress --fine-tune -1       | --fine-tune: from 0 to 100000, not -1",
        "compress --seconds 0          | --seconds: more than 0 and finite, not 0.0",
        "compress --resume x --out y   | --resume: writes to its own folder; leave --out out",
        "compress --regularizer zoneout | zoneout is of recurrent states, which only language has",
        "compress --regularizer dropuot | there is no 'dropuot'; did you mean 'dropout'?",
        "compress --model linear --limit 20 | --model linear cannot be made structured with a share of 0.75: it has no hidden units",
        "compress --model mlp:3 --units 0.9 --limit 20 | a share of 0.9 of the 3 left in axis 0 of 0.weight is 3, from 0 to 2 can go",
        "compress --model linear --methods one-shot --sparsity 0.99999 --limit 20 | cannot be made one-shot with a share of 0.99999:",
        "cost --preset tiny            | --preset: one of smoke, small, paper, not 'tiny'",
        "cost --workload mpl           | --workload: one of mlp, autoencoder, lenet5, wrn-10-2, lstm, lstm-650, linear-N, not 'mpl'",
        "cost --workload mlp,mlp       | --workload: each value once, not mlp twice",
        "cost --workload linear-0      | --workload linear-0: from 1 to 8192, not 0",
        "cost --regularizer dropuot    | there is no 'dropuot'; did you mean 'dropout'?",
        "cost --regularizer none,none  | --regularizer: each value once, not none twice",
        "cost --regularizer zoneout    | zoneout is of recurrent states, which only language has",
        "cost --regularizer max-norm   | max-norm is no part of the step; cost measures what is",
        "cost --workload linear-8 --regularizer drop-block | drop-block does not fit linear-8: drop-block: takes [n, c, h, w]",
        "cost --p NaN                  | --p: a probability, from 0 to 1, not NaN",
        "cost --rounds 4               | --rounds: from 5 to 100000, not 4",
        "cost --warm-up 0              | --warm-up: more than 0 and finite, not 0.0",
        "cost --resume x --out y       | --resume: writes to its own folder; leave --out out",
        "generate                      | Missing required option: '--checkpoint=FILE'",
        "generate --checkpoint x --temperature 0 | --temperature: more than 0 and finite, not 0.0",
        "generate --checkpoint x --length 0 | --length: from 1 to 1000000, not 0",
        "inspect                       | Missing required option: '--checkpoint=FILE'",
        "inspect --checkpoint x --threshold -1 | --threshold: 0 or more and finite, not -1.0",
        "inspect --checkpoint x --threshold NaN | --threshold: 0 or more and finite, not NaN",
        "inspect --checkpoint x --limit 5 | --limit: is of the data; give --data too",
        "inspect --checkpoint x --data digits --limit 0 | --limit: from 1 to 2147483647, not 0",
        "inspect --checkpoint x --data mnits | cifar100, sentences, ptb, wikitext2, or a text's file, not 'mnits'",
        "bench --workload sgemm        | sgemm-N, sgemm-MxKxN, not 'sgemm'",
        "bench --workload sgemm-2x3    | sgemm-N, sgemm-MxKxN, not 'sgemm-2x3'",
        "bench --workload sgemm-0      | --workload sgemm-0: from 1 to 8192, not 0",
        "bench --workload sgemm-8193   | --workload sgemm-8193: from 1 to 8192, not 8193",
        "bench --workload sgemm-1x0x1  | --workload sgemm-1x0x1: from 1 to 1048576, not 0",
        "bench --workload sgemm-20000x1x20000 | from 3 to 201326592 elements, not 400040000",
        "bench --workload sparseout-q-1-1M-fwd-bwd | 1M-fwd-bwd: 0 or more and finite, not -1.0",
        "bench --workload dropuot-1M-fwd-bwd | there is no 'dropuot'; did you mean 'dropout'?",
        "bench --workload linear-0-b1 | --workload linear-0-b1: from 1 to 8192, not 0",
        "train --regularizer zoneout   | zoneout is of recurrent states, which only language has",
        "train --regularizer dropout:p=0..2/linear/9 | dropout: p, the probability of dropping, is from 0 to 1, not 2.0",
        "train --limit 5 --regularizer group-bridgeout:group=7 | group=7 does not fit mlp:256: groupNoise: the size of a group divides the 256 weights",
        "weights --limit 5 --regularizer none,drop-block | drop-block does not fit mlp:128,128: drop-block: takes [n, c, h, w]",
        "train --limit 5 --model lenet5 --regularizer bridgeout:masks=example | which affine maps alone can have",
        "language --model rnn:16x1 --regularizer dropout+zoneout:cell=0.3 | in its places does not fit rnn:16x1: noisyState: the cell has 1 states",
        "language --model lstm:16x1 --wdrop bridgeout:p=0.1,masks=example | which affine maps alone can have",
        "image --regularizer dropout,zoneout | is of recurrent states, which only language has",
        "sparsity --regularizer dropout+dorpout | there is no 'dorpout'; did you mean 'dropout'?",
        "bench --compare nowhere.json  | --compare: there is no file nowhere.json",
        "bench --seconds 0             | --seconds: more than 0 and finite, not 0.0",
      })
  void wrongUseIsRefusedByNameRangeAndValue(String arguments, String message) throws Exception {
    Program.Result result = new Program(folder).small().run(arguments.strip().split(" ")).expect(2);
    assertTrue(result.err().contains(message.strip()), result.err());
    assertTrue(result.err().contains("--help"), result.err());
    assertEquals("", result.out());
    assertTrue(Files.notExists(folder.resolve("runs")), "nothing is begun");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "paper",
        "theory",
        "sparsity",
        "image",
        "language",
        "weights",
        "compress",
        "cost",
        "report",
        "reproduce",
        "train",
        "predict",
        "generate",
        "inspect",
        "regularizers",
        "bench",
        "doctor"
      })
  void everyCommandHasHelp(String command) throws Exception {
    Program.Result result = new Program(folder).small().run(command, "--help").expect(0);
    String help = result.out();
    assertTrue(help.contains("Usage: sparseout " + command), help);
    assertFalse(result.err().contains("WARN]"), result.err());
    for (String option :
        new String[] {"threads", "kernels", "seed", "out", "data-dir", "json", "quiet"}) {
      assertTrue(help.contains("--" + option), help);
    }
  }

  @Test
  void withoutCommandItNamesThem() throws Exception {
    Program.Result result = new Program(folder).small().run().expect(2);
    assertTrue(
        result
            .err()
            .contains(
                "one of paper, theory, sparsity, cost, image, language, report, reproduce, weights,"
                    + " compress, train, predict, generate, inspect, regularizers, bench, doctor"),
        result.err());
  }

  @Test
  void versionIsALine() throws Exception {
    String version = new Program(folder).small().run("--version").expect(0).out();
    assertTrue(version.matches("sparseout \\S+ \\(commit \\S+\\)\\R"), version);
  }
}
