// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tokka.Answer;
import dev.tokka.DataClass;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.DomainModels;
import dev.tokka.Endpoint;
import dev.tokka.Passage;
import dev.tokka.PolicyViolationException;
import dev.tokka.Query;
import dev.tokka.Question;
import dev.tokka.Retriever;
import dev.tokka.Sending;
import dev.tokka.governance.egress.Egress;
import dev.tokka.governance.egress.EgressPolicy;
import dev.tokka.governance.egress.EgressRule;
import dev.tokka.rag.ranking.Refined;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is found raises the class of the question that carries it. */
class ClassifiedRetrievalTest {

    private static final String FEE = "The transfer fee is 500 yen.";
    private static final Question INTERNAL =
            Question.of("How much is the transfer fee?").with(DataClass.KEY, DataClass.INTERNAL);
    private static final Retriever FEES = FixedRetriever.of(FEE);

    private final List<Question> asked = new ArrayList<>();

    private DataClass reached(Retriever retriever) {
        model(retriever).answer(INTERNAL);
        return DataClass.of(asked.get(asked.size() - 1));
    }

    private DomainModel model(Retriever retriever) {
        DomainModel base = question -> {
            asked.add(question);
            return Answer.reply(FEE + " [1]");
        };
        return base.with(Retrieval.from(retriever));
    }

    @Test
    void aSourceOfAHigherClassRaisesItAndOthersDoNot() {
        assertThat(reached(FEES.classified(DataClass.CONFIDENTIAL))).isEqualTo(DataClass.CONFIDENTIAL);
        assertThat(reached(FEES.classified(DataClass.PUBLIC))).isEqualTo(DataClass.INTERNAL);
        assertThat(reached(FEES)).isEqualTo(DataClass.INTERNAL);
    }

    @Test
    void theHighestClassCountsThroughWhateverIsPutOnIt() {
        Retriever both = Refined.union(FEES.classified(DataClass.PUBLIC), FEES.classified(DataClass.RESTRICTED));

        assertThat(reached(both)).isEqualTo(DataClass.RESTRICTED);
    }

    @Test
    void whatIsNotFoundRaisesNothing() {
        Retriever nothing = FixedRetriever.of().classified(DataClass.RESTRICTED);
        Question own = INTERNAL.plusEvidence(List.of(Passages.passage(FEE)));

        model(nothing).answer(own);

        assertThat(DataClass.of(asked.get(0))).isEqualTo(DataClass.INTERNAL);
    }

    @Test
    void theTraceSaysWhichClassCameIn() {
        Answer answer = model(FEES.classified(DataClass.CONFIDENTIAL)).answer(INTERNAL);

        assertThat(DataClass.carriedBy(answer.trace())).contains(DataClass.CONFIDENTIAL);
        assertThat(DataClass.carriedBy(model(FEES).answer(INTERNAL).trace())).isEmpty();
    }

    @Test
    void aClearedModelDoesNotGetThem() {
        DomainModel cleared = DomainModels.cleared(question -> Answer.reply(FEE), DataClass.INTERNAL);

        assertThatExceptionOfType(PolicyViolationException.class)
                .isThrownBy(() -> cleared.with(Retrieval.from(FEES.classified(DataClass.CONFIDENTIAL)))
                        .answer(INTERNAL));
    }

    @Test
    void anEgressPolicyHoldsForTheModelBelowARetrieval() {
        Sender sender = new Sender(asked);
        EgressPolicy policy = EgressPolicy.of(EgressRule.of("api.example.com", DataClass.INTERNAL));
        Retriever local = new Local(FEES);

        Egress.guarded(sender.with(Retrieval.from(local.classified(DataClass.INTERNAL))), policy)
                .answer(INTERNAL);
        assertThat(asked).hasSize(1);

        assertThatExceptionOfType(PolicyViolationException.class)
                .isThrownBy(() -> Egress.guarded(
                                sender.with(Retrieval.from(local.classified(DataClass.CONFIDENTIAL))), policy)
                        .answer(INTERNAL))
                .withMessageContaining("/v1 but it is CONFIDENTIAL");
        assertThat(asked).hasSize(1);
    }

    /** A retriever that says that it sends nothing. */
    private record Local(Retriever retriever) implements Retriever {

        @Override
        public List<Passage> retrieve(Query query) {
            return retriever.retrieve(query);
        }

        @Override
        public Description describe() {
            return Description.of("local").sendingNothing();
        }
    }

    /** A model of a kind that asks before it sends. */
    private record Sender(List<Question> asked) implements DomainModel {

        private static final Sending SENDING = Sending.to(Endpoint.of("https://api.example.com/v1"));

        @Override
        public Answer answer(Question question) {
            SENDING.require(question, "sender");
            asked.add(question);
            return Answer.reply(FEE + " [1]");
        }

        @Override
        public Description describe() {
            return SENDING.describe(Description.of("chat", "sender"));
        }
    }
}
