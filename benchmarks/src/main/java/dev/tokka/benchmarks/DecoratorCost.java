// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** What ten decorators add to a call, in time and in garbage: {@link DecoratorStackBenchmark} with and without them. */
final class DecoratorCost {

    private static final String GARBAGE = "gc.alloc.rate.norm";

    private DecoratorCost() {}

    static List<Figure> measure() {
        Map<DecoratorStackBenchmark.Stack, RunResult> results = run();
        RunResult bare = result(results, DecoratorStackBenchmark.Stack.BARE);
        List<Figure> figures = new ArrayList<>();
        for (DecoratorStackBenchmark.Stack stack :
                List.of(DecoratorStackBenchmark.Stack.MISS, DecoratorStackBenchmark.Stack.HIT)) {
            RunResult decorated = result(results, stack);
            String name = "ten decorators, cache " + stack.name().toLowerCase(Locale.ROOT) + ": ";
            figures.add(Figure.of(name + "added time", micros(decorated) - micros(bare), "µs")
                    .atMost(20));
            figures.add(Figure.of(name + "added garbage", garbage(decorated) - garbage(bare), "B")
                    .atMost(5_000));
        }
        figures.add(Figure.of("bare model: time", micros(bare), "µs"));
        figures.add(Figure.of("bare model: garbage", garbage(bare), "B"));
        return figures;
    }

    private static Map<DecoratorStackBenchmark.Stack, RunResult> run() {
        Collection<RunResult> runs;
        try {
            runs = new Runner(new OptionsBuilder()
                            .include(DecoratorStackBenchmark.class.getSimpleName())
                            .addProfiler(GCProfiler.class)
                            .shouldFailOnError(true)
                            .build())
                    .run();
        } catch (RunnerException e) {
            throw new IllegalStateException("the benchmark of decorators did not run", e);
        }
        Map<DecoratorStackBenchmark.Stack, RunResult> results = new EnumMap<>(DecoratorStackBenchmark.Stack.class);
        for (RunResult run : runs) {
            results.put(DecoratorStackBenchmark.Stack.valueOf(run.getParams().getParam("stack")), run);
        }
        return results;
    }

    private static RunResult result(
            Map<DecoratorStackBenchmark.Stack, RunResult> results, DecoratorStackBenchmark.Stack stack) {
        RunResult result = results.get(stack);
        if (result == null) {
            throw new IllegalStateException("expected a result of " + stack + " but got " + results.keySet());
        }
        return result;
    }

    private static double micros(RunResult result) {
        return result.getPrimaryResult().getScore();
    }

    private static double garbage(RunResult result) {
        Result<?> garbage = result.getSecondaryResults().get(GARBAGE);
        if (garbage == null) {
            throw new IllegalStateException("expected " + GARBAGE + " but got "
                    + result.getSecondaryResults().keySet());
        }
        return garbage.getScore();
    }
}
