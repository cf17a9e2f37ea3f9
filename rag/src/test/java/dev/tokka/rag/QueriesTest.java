// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.tokka.Answer;
import dev.tokka.Attributes;
import dev.tokka.DomainModel;
import dev.tokka.Passage;
import dev.tokka.Query;
import dev.tokka.Question;
import dev.tokka.QuestionRejectedException;
import dev.tokka.Retriever;
import dev.tokka.Source;
import dev.tokka.Span;
import dev.tokka.Step;
import dev.tokka.Trace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class QueriesTest {

    private final List<Query> asked = new ArrayList<>();

    @Test
    void oneTextIsAnOrdinarySearch() {
        List<Passage> found = queries("one").find(echo(), 3, Attributes.NONE);

        assertThat(found).extracting(Passage::id).containsExactly("one", "both");
        assertThat(asked).containsExactly(Query.of("one", 3));
    }

    @Test
    void ofSeveralTextsWhatAllFindComesFirst() {
        List<Passage> found = queries("one", "two").find(echo(), 2, Attributes.NONE);

        assertThat(found).extracting(Passage::id).containsExactly("both", "one");
        assertThat(found.get(0).score()).isEqualTo(2.0 / 62);
        assertThat(asked).containsExactly(Query.of("one", 50), Query.of("two", 50));
    }

    @Test
    void aTextThatIsRejectedCountsOnlyIfThereIsNoOther() {
        assertThat(queries("too long", "two").find(echo(), 2, Attributes.NONE))
                .extracting(Passage::id)
                .containsExactly("two", "both");
        assertThatThrownBy(() -> queries("too long", "too long by far").find(echo(), 2, Attributes.NONE))
                .isInstanceOf(QuestionRejectedException.class)
                .hasMessage("too long");
    }

    @Test
    void textsAreBounded() {
        String[] many = Stream.iterate("x", text -> text + "x").limit(20).toArray(String[]::new);

        assertThat(queries(many).texts()).hasSize(16).contains("x");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> queries())
                .withMessage("texts must hold at least one text but are empty");
        assertThatIllegalArgumentException().isThrownBy(() -> queries(" "));
    }

    @Test
    void placesWithOneIdAreToldApart() {
        Passage here = passage("1", "here.md");
        Passage there = passage("1", "there.md");

        assertThat(RankFusion.reciprocal(List.of(List.of(there), List.of(here))))
                .extracting(Passage::id, passage -> passage.source().document())
                .containsExactly(tuple("1", "here.md"), tuple("there.md#0-4", "there.md"));
    }

    @Test
    void retrievalSearchesWithWhatIsWrittenAndTheModelSeesTheQuestionAsAsked() {
        QueryWriter writer = question ->
                new Queries(List.of("one", "two"), Trace.of(Step.of("reword", Duration.ZERO, Map.of("queries", "2"))));
        List<Question> seen = new ArrayList<>();
        DomainModel base = question -> {
            seen.add(question);
            return Answer.abstain("enough");
        };

        Answer answer =
                base.with(Retrieval.from(echo()).limit(2).queries(writer)).answer("What?");

        assertThat(asked).extracting(Query::text).containsExactly("one", "two");
        assertThat(seen).singleElement().satisfies(question -> {
            assertThat(question.text()).isEqualTo("What?");
            assertThat(question.evidence()).extracting(Passage::id).containsExactly("both", "one");
        });
        assertThat(answer.trace().steps()).extracting(Step::name).containsExactly("reword", "retrieve");
    }

    @Test
    void theDescriptionTellsTheWriterUnlessThereIsNone() {
        DomainModel base = question -> Answer.abstain("enough");
        Retrieval plain = Retrieval.from(echo());

        assertThat(base.with(plain.queries(QueryWriter.asAsked())).describe())
                .isEqualTo(base.with(plain).describe());
        assertThat(base.with(plain.queries(QueryWriter.asAsked().and(QueryWriter.asAsked())))
                        .describe())
                .isNotEqualTo(base.with(plain).describe());
    }

    /** Finds a passage of the name of the text, and one for all texts. */
    private Retriever echo() {
        return query -> {
            asked.add(query);
            if (query.text().startsWith("too long")) {
                throw new QuestionRejectedException(query.text());
            }
            return Stream.of(passage(query.text(), query.text()), passage("both", "both"))
                    .limit(query.limit())
                    .toList();
        };
    }

    private static Passage passage(String id, String document) {
        return new Passage(id, "text", new Source(document, List.of(), new Span(0, 4)), 1);
    }

    private static Queries queries(String... texts) {
        return new Queries(List.of(texts), Trace.EMPTY);
    }
}
