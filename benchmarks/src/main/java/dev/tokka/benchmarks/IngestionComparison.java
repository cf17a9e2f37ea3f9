// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What the ingestion of the same texts with the same encoder costs Tokka and LangChain4j, in turn, and what the encoding alone
 * costs a bare loop over ONNX Runtime.
 *
 * @param options how many documents, how often, and where results go
 */
record IngestionComparison(Options options) {

    /** Enough abstracts to see which shape of the bare loop is the best one. */
    private static final int TRIAL_DOCUMENTS = 300;

    /** What the runs of the three cost, in the order in which they ran. */
    private record Costs(List<Cost> ours, List<Cost> bare, List<Cost> theirs) {

        double ours(ToDoubleFunction<Cost> component) {
            return Cost.median(ours, component);
        }

        double bare(ToDoubleFunction<Cost> component) {
            return Cost.median(bare, component);
        }

        double theirs(ToDoubleFunction<Cost> component) {
            return Cost.median(theirs, component);
        }
    }

    /** Measures; leaves the index of the last run where {@link Options#ingestionIndex} says. */
    List<Figure> measure(PrintStream out) throws IOException {
        IngestionProcess.Peer loop = bestLoop(out);
        Costs costs = new Costs(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (int i = 0; i < options.amounts().repeats(); i++) {
            Folders.delete(options.ingestionIndex());
            costs.ours().add(run(IngestionProcess.Peer.TOKKA, options, out));
            costs.bare().add(run(loop, options, out));
            costs.theirs().add(run(IngestionProcess.Peer.LANGCHAIN4J, options, out));
        }
        List<Figure> figures = new ArrayList<>();
        figures.addAll(figures("wall", Cost::wallSeconds, costs, 0.5));
        figures.addAll(figures("CPU", Cost::cpuSeconds, costs, 0.75));
        figures.add(Figure.of("ingestion, Tokka, peak heap", costs.ours(Cost::heapMegabytes), "MB")
                .atMost(512));
        figures.add(Figure.of("ingestion, LangChain4j, peak heap", costs.theirs(Cost::heapMegabytes), "MB"));
        return figures;
    }

    private static List<Figure> figures(String what, ToDoubleFunction<Cost> seconds, Costs costs, double target) {
        double ours = costs.ours(seconds);
        double bare = costs.bare(seconds);
        double theirs = costs.theirs(seconds);
        return List.of(
                Figure.of("ingestion, Tokka, " + what + " time", ours, "s"),
                Figure.of("ingestion, LangChain4j, " + what + " time", theirs, "s"),
                Figure.of("ingestion, bare ONNX Runtime loop, " + what + " time", bare, "s"),
                Figure.of("ingestion, " + what + " time, Tokka / LangChain4j", ours / theirs)
                        .atMost(target),
                Figure.of("ingestion, " + what + " time, Tokka / bare loop", ours / bare)
                        .atMost(1.1));
    }

    /** Returns the bare loop that needs the least CPU time for a part of the documents. */
    private IngestionProcess.Peer bestLoop(PrintStream out) {
        Options part = options.withDocuments(
                Math.min(TRIAL_DOCUMENTS, options.amounts().documents()));
        Map<IngestionProcess.Peer, Double> seconds = new EnumMap<>(IngestionProcess.Peer.class);
        IngestionProcess.Peer.bare()
                .forEach(loop -> seconds.put(loop, run(loop, part, out).cpuSeconds()));
        return Collections.min(seconds.entrySet(), Map.Entry.comparingByValue()).getKey();
    }

    private static Cost run(IngestionProcess.Peer peer, Options options, PrintStream out) {
        Cost cost = IngestionProcess.run(peer, options);
        out.println("ingestion by " + peer + ": " + cost);
        return cost;
    }
}
