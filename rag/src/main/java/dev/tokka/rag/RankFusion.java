// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag;

import dev.tokka.Passage;
import dev.tokka.Source;
import dev.tokka.Span;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Makes one ranking of several whose scores cannot be compared. */
public final class RankFusion {

    /** What the authors of the method found to work for all collections. */
    private static final int K = 60;

    private static final Comparator<Place> IN_DOCUMENTS = Comparator.comparing(Place::document)
            .thenComparing(place -> place.span().start())
            .thenComparing(place -> place.span().end());

    private RankFusion() {}

    /**
     * Returns all passages of {@code rankings}, best first, by the sum of their reciprocal ranks.
     *
     * <pre>{@code
     * score = sum over the rankings that hold the passage of 1 / (60 + rank)
     * }</pre>
     *
     * <p>Passages at the same place of the same document are one passage. The order of the rankings does not matter;
     * equal scores stand in the order of documents and places. Where two passages have the same id, as when two stores
     * count theirs, the later one gets another, made of its place.
     *
     * @see <a href="https://doi.org/10.1145/1571941.1572114">Cormack, Clarke and Büttcher (2009), Reciprocal rank fusion
     *     outperforms Condorcet and individual rank learning methods</a>
     */
    public static List<Passage> reciprocal(List<List<Passage>> rankings) {
        Map<Place, Ranked> all = new HashMap<>();
        for (List<Passage> ranking : rankings) {
            Set<Place> seen = new HashSet<>();
            for (int i = 0; i < ranking.size(); i++) {
                Place place = Place.of(ranking.get(i).source());
                if (seen.add(place)) {
                    all.merge(place, new Ranked(place, ranking.get(i), List.of(i + 1)), Ranked::plus);
                }
            }
        }
        Set<String> ids = new HashSet<>();
        return all.values().stream()
                .sorted(Comparator.comparingDouble(Ranked::score).reversed().thenComparing(Ranked::place, IN_DOCUMENTS))
                .map(ranked -> ranked.scored(ids))
                .toList();
    }

    private record Place(String document, Span span) {

        static Place of(Source source) {
            return new Place(source.document(), source.span());
        }
    }

    private record Ranked(Place place, Passage passage, List<Integer> ranks) {

        Ranked plus(Ranked other) {
            Passage first = passage.id().compareTo(other.passage.id()) <= 0 ? passage : other.passage;
            return new Ranked(
                    place,
                    first,
                    Stream.concat(ranks.stream(), other.ranks.stream()).toList());
        }

        /** Adds in the order of the ranks, so that the sum does not depend on that of the rankings. */
        double score() {
            return ranks.stream().sorted().mapToDouble(rank -> 1.0 / (K + rank)).sum();
        }

        Passage scored(Set<String> ids) {
            Span span = place.span();
            String id = ids.add(passage.id()) ? passage.id() : place.document() + "#" + span.start() + "-" + span.end();
            return new Passage(id, passage.text(), passage.source(), score());
        }
    }
}
