// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.finben;

import dev.tokka.Description;
import dev.tokka.Digests;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Metric;
import dev.tokka.evaluation.Outcome;
import dev.tokka.evaluation.Score;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * F1 of the lines of all replies together with the relations of all cases together, each a set: what is found in one case
 * counts for another. 0 where nothing is shared.
 *
 * <p>The terms are how many relations a case expects, a number for each of them, and a number for each line of the reply.
 * Equal lines have equal numbers; that different ones do, in a million lines, has a probability of 1 to 10,000.
 */
record PixiuRelations() implements Metric {

    private static final int DIGITS = 13; // of 4 bits: as much as a double holds exactly

    @Override
    public Description describe() {
        return Pixiu.described(Measure.RELATION_F1).with("reads", "each line as a relation, sets over all cases");
    }

    @Override
    public Score score(Case item, Outcome outcome) {
        if (!(item.expected() instanceof Expected.Relations relations)) {
            throw Pixiu.refused(item, "relations");
        }
        List<String> wanted =
                relations.triples().stream().map(FlareCases::line).sorted().toList();
        List<String> given = outcome.text().map(Python::lines).orElse(List.of());
        List<Double> terms = new ArrayList<>();
        terms.add((double) wanted.size());
        Stream.of(wanted, given)
                .flatMap(List::stream)
                .map(PixiuRelations::number)
                .forEach(terms::add);
        boolean readable = given.stream().anyMatch(line -> line.split(" ; ", -1).length == 3);
        double value = f1(new HashSet<>(wanted), new HashSet<>(given));
        return new Score(value, readable, readable ? String.join("\n", given) : "", terms);
    }

    private static double number(String line) {
        return Long.parseLong(Digests.sha256(line).substring(0, DIGITS), 16);
    }

    @Override
    public double value(List<Score> scores) {
        Set<Double> wanted = new HashSet<>();
        Set<Double> given = new HashSet<>();
        for (Score score : scores) {
            int size = score.terms().size();
            int end = score.terms().get(0).intValue() + 1;
            wanted.addAll(score.terms().subList(1, end));
            given.addAll(score.terms().subList(end, size));
        }
        return f1(wanted, given);
    }

    private static <T> double f1(Set<T> wanted, Set<T> given) {
        double shared = given.stream().filter(wanted::contains).count();
        return shared == 0 ? 0 : 2 * shared / (wanted.size() + given.size());
    }

    @Override
    public String toString() {
        return name();
    }
}
