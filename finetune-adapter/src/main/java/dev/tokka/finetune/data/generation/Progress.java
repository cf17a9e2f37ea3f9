// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.generation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokka.Digests;
import dev.tokka.finetune.data.JsonFields;
import dev.tokka.finetune.data.RowSource;
import dev.tokka.finetune.data.StepCount;
import dev.tokka.finetune.data.WholeFile;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far a run is: written after each batch of sources, so that a kill costs one batch at most, and nothing that was paid
 * for.
 *
 * @param settings the digest of what decides the rows
 * @param done sources, rows and bytes so far, and a digest of those sources in their order
 * @param epoch the number of the ledger in use
 * @param spent what the teacher had used when that ledger was begun
 * @param leftOut why things were left out so far, and how often
 */
record Progress(String settings, Done done, long epoch, Spent spent, Map<String, Long> leftOut) {

    private static final String FILE = "progress.json";

    Progress {
        leftOut = Map.copyOf(leftOut);
    }

    record Done(long sources, long rows, long bytes, String chain) {

        Done plus(RowSource source, long moreRows, long newBytes) {
            return new Done(sources + 1, rows + moreRows, newBytes, chained(chain, source));
        }

        static String chained(String chain, RowSource source) {
            return Digests.sha256(chain + source.id().length() + source.id() + source.digest());
        }
    }

    static Progress begin(String settings) {
        return new Progress(settings, new Done(0, 0, 0, ""), 0, Spent.NOTHING, Map.of());
    }

    static boolean exists(Path directory) {
        return Files.exists(directory.resolve(FILE));
    }

    static Progress read(Path directory) throws IOException {
        Path file = directory.resolve(FILE);
        JsonFields json = JsonFields.parse(Files.readString(file), file.toString(), 0);
        Map<String, Long> leftOut = new TreeMap<>();
        for (JsonFields each : json.objects("leftOut")) {
            leftOut.put(each.text("reason"), each.number("count"));
        }
        return new Progress(
                json.text("settings"),
                new Done(json.number("sources"), json.number("rows"), json.number("bytes"), json.text("chain")),
                json.number("epoch"),
                new Spent(json.number("calls"), json.number("tokens"), new BigDecimal(json.text("money"))),
                leftOut);
    }

    void write(Path directory) throws IOException {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("settings", settings)
                .put("sources", done.sources)
                .put("rows", done.rows)
                .put("bytes", done.bytes)
                .put("chain", done.chain)
                .put("epoch", epoch)
                .put("calls", spent.calls())
                .put("tokens", spent.tokens())
                .put("money", spent.money().toPlainString());
        var reasons = json.putArray("leftOut");
        new TreeMap<>(leftOut)
                .forEach((reason, count) ->
                        reasons.addObject().put("reason", reason).put("count", count));
        WholeFile.replace(directory.resolve(FILE), json + "\n");
    }

    /** Returns the ledger in use. */
    Path ledger(Path directory) {
        return directory.resolve("calls-" + epoch + ".jsonl");
    }

    StepCount count() {
        return new StepCount("generation", done.sources, done.rows, leftOut);
    }

    Progress with(Done newDone, Map<String, Long> more) {
        Map<String, Long> sum = new TreeMap<>(leftOut);
        more.forEach((reason, count) -> sum.merge(reason, count, Long::sum));
        return new Progress(settings, newDone, epoch, spent, sum);
    }

    /** Returns this with a new ledger, before which {@code used} was used. */
    Progress next(Spent used) {
        return new Progress(settings, done, epoch + 1, used, leftOut);
    }
}
