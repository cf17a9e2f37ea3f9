// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.strategies;

import static java.util.Objects.requireNonNull;

import dev.tokka.Answer;
import dev.tokka.Description;
import dev.tokka.Digests;
import dev.tokka.DomainModel;
import dev.tokka.Passage;
import dev.tokka.Question;
import dev.tokka.Specialization;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Gives a model passages that were chosen beforehand, and takes whatever it replies: what a model makes of the right passage,
 * without the search that finds it and without the check of what it says.
 *
 * @param passages by the text of the question; to other questions none are given
 */
record GivenPassages(Map<String, List<Passage>> passages) implements Specialization {

    GivenPassages {
        passages = Map.copyOf(passages);
    }

    @Override
    public DomainModel specialize(DomainModel base) {
        return new Given(requireNonNull(base, "base"));
    }

    private String digest() {
        StringBuilder all = new StringBuilder();
        new TreeMap<>(passages).forEach((question, given) -> {
            all.append(question).append('\n');
            given.forEach(passage -> all.append(passage.text()).append('\n'));
        });
        return Digests.sha256(all.toString());
    }

    private final class Given implements DomainModel {

        private final DomainModel base;

        Given(DomainModel base) {
            this.base = base;
        }

        @Override
        public Answer answer(Question question) {
            return base.answer(question.plusEvidence(passages.getOrDefault(question.text(), List.of())));
        }

        @Override
        public Description describe() {
            return Description.of("given passages").with("digest", digest()).withPart(base.describe());
        }

        @Override
        public String toString() {
            return "givenPassages(" + base + ")";
        }
    }
}
