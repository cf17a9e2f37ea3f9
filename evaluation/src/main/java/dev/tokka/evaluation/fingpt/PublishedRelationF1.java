// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.fingpt;

import dev.tokka.Description;
import dev.tokka.evaluation.AdditiveMetric;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Outcome;
import dev.tokka.evaluation.Score;
import dev.tokka.evaluation.metric.PythonText;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The micro F1 of relations, or of their names, as the published program counts them: lists, in which things recur. */
record PublishedRelationF1(boolean names) implements AdditiveMetric {

    private static final Set<String> KNOWN = Set.of(
            "product_or_material_produced",
            "manufacturer",
            "distributed_by",
            "industry",
            "position_held",
            "original_broadcaster",
            "owned_by",
            "founded_by",
            "distribution_format",
            "headquarters_location",
            "stock_exchange",
            "currency",
            "parent_organization",
            "chief_executive_officer",
            "director_/_manager",
            "owner_of",
            "operator",
            "member_of",
            "employer",
            "chairperson",
            "platform",
            "subsidiary",
            "legal_form",
            "publisher",
            "developer",
            "brand",
            "business_division",
            "location_of_formation",
            "creator");

    /** A relation as it is written: a thing may be empty. */
    private record Written(String relation, String head, String tail) {

        boolean isIn(String input) {
            return KNOWN.contains(relation) && input.contains(head) && input.contains(tail);
        }
    }

    @Override
    public Description describe() {
        return Description.of("metric", names ? "FinGPT relation name F1" : "FinGPT relation F1")
                .with("average", "micro")
                .with("source", "FinGPT_Benchmark/benchmarks/finred.py");
    }

    @Override
    public Score score(Case item, Outcome outcome) {
        if (!(item.expected() instanceof Expected.Relations)) {
            throw new IllegalArgumentException("case " + item.id() + " must expect relations but expects "
                    + item.expected().getClass().getSimpleName());
        }
        String input = item.question().text();
        List<?> wanted = kept(written(item.tag(Instructed.ANSWER).orElse("")), input);
        Optional<List<Written>> all = outcome.text().map(PublishedRelationF1::written);
        List<?> given = kept(all.orElse(List.of()), input);
        double right = given.stream().filter(wanted::contains).count();
        double missed = wanted.stream().filter(one -> !given.contains(one)).count();
        boolean readable = all.isPresent() && !all.get().isEmpty();
        double value =
                given.isEmpty() && wanted.isEmpty() && all.isPresent() ? 1 : F1.of(right, given.size() - right, missed);
        String seen = readable ? given.stream().map(String::valueOf).collect(Collectors.joining("; ")) : "";
        return new Score(value, readable, seen, List.of(right, given.size() - right, missed));
    }

    /** Returns what is kept, as it is compared: a relation, or its name. */
    private List<?> kept(List<Written> written, String input) {
        return written.stream()
                .filter(one -> one.isIn(input))
                .map(one -> names ? one.relation() : one)
                .toList();
    }

    private static List<Written> written(String text) {
        return Python.split(Python.withoutPoints(text), ';').stream()
                .flatMap(part -> Python.line(part).flatMap(PublishedRelationF1::one).stream())
                .toList();
    }

    /** Reads what {@code (.*):(.*),(.*)} matches. */
    private static Optional<Written> one(String line) {
        int comma = line.lastIndexOf(',');
        int colon = line.lastIndexOf(':', comma);
        if (colon < 0) {
            return Optional.empty();
        }
        return Optional.of(new Written(
                PythonText.strip(line.substring(0, colon)),
                PythonText.strip(line.substring(colon + 1, comma)),
                PythonText.strip(line.substring(comma + 1))));
    }

    @Override
    public double ofSums(double[] sums, long cases) {
        return F1.of(sums[0], sums[1], sums[2]);
    }

    @Override
    public String toString() {
        return name();
    }
}
