// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/**
 * What the ingestion of the same texts with the same encoder costs Tokka and LangChain4j, in turn.
 *
 * @param options how many documents, how often, and where results go
 */
record IngestionComparison(Options options) {

    /** Measures; leaves the index of the last run where {@link Options#ingestionIndex} says. */
    List<Figure> measure(PrintStream out) throws IOException {
        List<Cost> ours = new ArrayList<>();
        List<Cost> theirs = new ArrayList<>();
        for (int i = 0; i < options.repeats(); i++) {
            Folders.delete(options.ingestionIndex());
            ours.add(run(IngestionProcess.Peer.TOKKA, out));
            theirs.add(run(IngestionProcess.Peer.LANGCHAIN4J, out));
        }
        double wall = Cost.median(ours, Cost::wallSeconds);
        double cpu = Cost.median(ours, Cost::cpuSeconds);
        double theirWall = Cost.median(theirs, Cost::wallSeconds);
        double theirCpu = Cost.median(theirs, Cost::cpuSeconds);
        return List.of(
                Figure.of("ingestion, Tokka, wall time", wall, "s"),
                Figure.of("ingestion, LangChain4j, wall time", theirWall, "s"),
                Figure.of("ingestion, wall time, ratio", wall / theirWall).atMost(0.6),
                Figure.of("ingestion, Tokka, CPU time", cpu, "s"),
                Figure.of("ingestion, LangChain4j, CPU time", theirCpu, "s"),
                Figure.of("ingestion, CPU time, ratio", cpu / theirCpu).atMost(0.8),
                Figure.of("ingestion, Tokka, peak heap", Cost.median(ours, Cost::heapMegabytes), "MB")
                        .atMost(512),
                Figure.of("ingestion, LangChain4j, peak heap", Cost.median(theirs, Cost::heapMegabytes), "MB"));
    }

    private Cost run(IngestionProcess.Peer peer, PrintStream out) {
        Cost cost = IngestionProcess.run(peer, options);
        out.println("ingestion by " + peer + ": " + cost);
        return cost;
    }
}
