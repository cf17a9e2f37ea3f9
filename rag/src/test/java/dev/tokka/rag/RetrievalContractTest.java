// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag;

import dev.tokka.Answer;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.Question;
import dev.tokka.governance.output.SafeLinks;
import dev.tokka.testkit.DomainModelContract;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;

class RetrievalContractTest {

    private static final FixedRetriever RETRIEVER =
            FixedRetriever.of("The policy covers water damage 💧. See [2].", "The manager may sign\nfor the branch.");
    private static final DomainModel EXTRACTIVE = new ExtractiveModel(TermWeights.uniform());

    @Nested
    class OfAnExtractiveModel implements DomainModelContract {

        @Override
        public DomainModel model() {
            return EXTRACTIVE.with(Retrieval.from(RETRIEVER));
        }

        @Override
        public Stream<DomainModel> changedModels() {
            return Stream.of(
                    EXTRACTIVE.with(Retrieval.from(RETRIEVER).limit(7)),
                    EXTRACTIVE.with(Retrieval.from(RETRIEVER).minSupport(0.6)),
                    EXTRACTIVE.with(Retrieval.from(RETRIEVER).weights(new LengthWeights())),
                    EXTRACTIVE.with(Retrieval.from(RETRIEVER)
                            .support(SupportScorer.meaning(new AngleEncoder(Map.of()), TermWeights.uniform()))),
                    EXTRACTIVE.with(Retrieval.from(RETRIEVER).links(SafeLinks.only("intranet.example.com"))),
                    EXTRACTIVE.with(Retrieval.from(RETRIEVER).unsupported(UnsupportedSentences.FLAG)),
                    EXTRACTIVE.with(Retrieval.from(RETRIEVER).unsupported(UnsupportedSentences.DROP)),
                    EXTRACTIVE.with(Retrieval.from(FixedRetriever.of("The policy covers fire."))),
                    new Parrot("The policy covers fire.").with(Retrieval.from(RETRIEVER)),
                    EXTRACTIVE);
        }
    }

    @Nested
    class OfAModelThatWritesLooseMarkers implements DomainModelContract {

        @Override
        public DomainModel model() {
            return new Parrot("[9] The policy covers water damage 💧 [1, 7].\nThe manager signs. [2]")
                    .with(Retrieval.from(RETRIEVER));
        }
    }

    @Nested
    class ThatDropsWhatIsNotSupported implements DomainModelContract {

        @Override
        public DomainModel model() {
            return new Parrot("Cats sleep. The policy covers water damage 💧 [1, 7].\nCats sleep. [2]")
                    .with(Retrieval.from(RETRIEVER).unsupported(UnsupportedSentences.DROP));
        }
    }

    @Nested
    class OnRetrieval implements DomainModelContract {

        @Override
        public DomainModel model() {
            return new Parrot("The policy covers water damage 💧. [1] The policy covers fire. [3]")
                    .with(Retrieval.from(FixedRetriever.of("The policy covers fire.")))
                    .with(Retrieval.from(RETRIEVER).unsupported(UnsupportedSentences.FLAG));
        }
    }

    @Nested
    class OfAModelThatDoesNotKnow implements DomainModelContract {

        @Override
        public DomainModel model() {
            return new Parrot("I do not know. [1]").with(Retrieval.from(RETRIEVER));
        }
    }

    @Nested
    class OfAModelWithoutSupport implements DomainModelContract {

        @Override
        public DomainModel model() {
            return new Parrot("Cats sleep all day. [1]").with(Retrieval.from(RETRIEVER));
        }
    }

    /** A model that says the same whatever it is asked, and leaves the sink alone. */
    private record Parrot(String text) implements DomainModel {

        @Override
        public Answer answer(Question question) {
            question.checkpoint("parrot");
            return Answer.reply(text);
        }

        @Override
        public Description describe() {
            return Description.of("parrot", text);
        }
    }
}
