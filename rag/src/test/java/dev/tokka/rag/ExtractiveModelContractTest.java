// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag;

import static dev.tokka.rag.Passages.passage;

import dev.tokka.DomainModel;
import dev.tokka.Passage;
import dev.tokka.Question;
import dev.tokka.testkit.DomainModelContract;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;

class ExtractiveModelContractTest {

    private static final List<Passage> EVIDENCE = List.of(
            passage("The policy covers water damage 💧. See [2]."), passage("The manager may sign\nfor the branch."));

    @Nested
    class WithWordsOnly implements DomainModelContract {

        @Override
        public DomainModel model() {
            return new ExtractiveModel(TermWeights.uniform());
        }

        @Override
        public Question question() {
            return DomainModelContract.super.question().plusEvidence(EVIDENCE);
        }

        @Override
        public Question otherQuestion() {
            return DomainModelContract.super.otherQuestion().plusEvidence(EVIDENCE);
        }

        @Override
        public Stream<DomainModel> changedModels() {
            return Stream.of(
                    new ExtractiveModel(TermWeights.uniform()).minRelevance(0.6),
                    new ExtractiveModel(new LengthWeights()),
                    new ExtractiveModel(TermWeights.uniform(), new AngleEncoder(Map.of())));
        }
    }

    @Nested
    class ThatAlwaysAnswers implements DomainModelContract {

        @Override
        public DomainModel model() {
            return new ExtractiveModel(TermWeights.uniform(), new AngleEncoder(Map.of())).minRelevance(0);
        }

        @Override
        public Question question() {
            return DomainModelContract.super.question().plusEvidence(EVIDENCE);
        }
    }

    @Nested
    class ThatAbstains implements DomainModelContract {

        @Override
        public DomainModel model() {
            return new ExtractiveModel(TermWeights.uniform());
        }
    }
}
