// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.content.ContentMetadata;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.tokka.Attributes;
import dev.tokka.Caller;
import dev.tokka.Deadline;
import dev.tokka.ModelUnavailableException;
import dev.tokka.Passage;
import dev.tokka.Query;
import dev.tokka.Retriever;
import dev.tokka.Source;
import dev.tokka.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ContentRetrieversTest {

    private static final Query QUERY = Query.of("fee", 10);

    private static Content content(String text, Object score) {
        return Content.from(TextSegment.from(text), Map.of(ContentMetadata.SCORE, score));
    }

    private static Retriever finding(Content... contents) {
        return ContentRetrievers.toRetriever(query -> List.of(contents), "store");
    }

    @Property(tries = 300)
    void thereAndBackGivesTheSamePassages(@ForAll("passages") List<Passage> passages) {
        List<Passage> sorted = passages.stream()
                .sorted(java.util.Comparator.comparingDouble(Passage::score).reversed())
                .toList();
        Retriever retriever = query -> sorted;

        Retriever back = ContentRetrievers.toRetriever(ContentRetrievers.toContentRetriever(retriever, 10), "back");

        assertThat(back.retrieve(QUERY)).isEqualTo(sorted);
    }

    @Test
    void contentsComeByScoreWithoutDuplicatesUpToTheLimit() {
        Retriever retriever = finding(content("low", 0.1), content("high", 0.9), content("high", 0.5));

        assertThat(retriever.retrieve(QUERY)).extracting(Passage::text).containsExactly("high", "low");
        assertThat(retriever.retrieve(Query.of("fee", 1)))
                .extracting(Passage::text)
                .containsExactly("high");
    }

    @Test
    void withoutAllScoresTheOrderCounts() {
        List<Passage> passages = finding(Content.from("first"), content("second", 7.0), content("third", Double.NaN))
                .retrieve(QUERY);

        assertThat(passages).extracting(Passage::text).containsExactly("first", "second", "third");
        assertThat(passages).extracting(Passage::score).containsExactly(1.0, 1 / 2.0, 1 / 3.0);
    }

    @Test
    void aPassageStandsAtItsOwnTextInTheDocumentThatIsNamed() {
        Content named = Content.from(TextSegment.from("9 euros", Metadata.from("file_name", "fees.md")));

        assertThat(finding(named).retrieve(QUERY).get(0).source())
                .isEqualTo(new Source("fees.md", List.of(), new Span(0, 7)));
        assertThat(finding(Content.from("9 euros"))
                        .retrieve(QUERY)
                        .get(0)
                        .source()
                        .document())
                .isEqualTo("store");
    }

    @Test
    void aContentIsKnownByTheIdOfItsEmbedding() {
        Content content = Content.from(
                TextSegment.from("9 euros"), Map.of(ContentMetadata.EMBEDDING_ID, "e7", ContentMetadata.SCORE, 0.5f));

        assertThat(finding(content).retrieve(QUERY)).extracting(Passage::id).containsExactly("e7");
    }

    @Test
    @SuppressWarnings("NullAway")
    void nullIsAFailureOfTheProtocol() {
        assertThat(List.<ContentRetriever>of(query -> null, query -> java.util.Arrays.asList((Content) null)))
                .allSatisfy(retriever -> assertThat(catchThrowableOfType(
                                        ModelUnavailableException.class,
                                        () -> ContentRetrievers.toRetriever(retriever, "store")
                                                .retrieve(QUERY))
                                .reason())
                        .isEqualTo(ModelUnavailableException.Reason.PROTOCOL));
    }

    @Test
    @Timeout(30)
    void aRetrieverThatHangsKeepsTheDeadline() {
        Retriever retriever = ContentRetrievers.toRetriever(
                query -> {
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException("interrupted", e);
                    }
                    return List.of();
                },
                "store");
        Attributes soon = Attributes.NONE.with(Deadline.KEY, Deadline.after(Duration.ofMillis(100)));

        assertThat(catchThrowableOfType(
                                ModelUnavailableException.class, () -> retriever.retrieve(new Query("fee", 3, soon)))
                        .reason())
                .isEqualTo(ModelUnavailableException.Reason.DEADLINE);
    }

    @Test
    void ourFailuresAreThoseThatLangChain4jKnows() {
        ContentRetriever retriever = ContentRetrievers.toContentRetriever(
                query -> {
                    throw new ModelUnavailableException(ModelUnavailableException.Reason.RATE_LIMITED, "busy");
                },
                3);

        assertThatThrownBy(() -> retriever.retrieve(dev.langchain4j.rag.query.Query.from("fee")))
                .isInstanceOf(RateLimitException.class);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ContentRetrievers.toContentRetriever(query -> List.of(), 0));
    }

    @Test
    void queriesOfLangChain4jHaveTheGivenAttributes() {
        Attributes attributes = Attributes.NONE.with(Caller.KEY, Caller.of("branch 7"));
        List<Query> asked = new ArrayList<>();
        Retriever retriever = query -> {
            asked.add(query);
            return List.of();
        };

        ContentRetrievers.toContentRetriever(retriever, 3, attributes)
                .retrieve(dev.langchain4j.rag.query.Query.from("fee"));

        assertThat(asked).containsExactly(new Query("fee", 3, attributes));
    }

    @Test
    void theNameStandsForTheRetriever() {
        assertThat(finding().describe()).isEqualTo(finding(Content.from("x")).describe());
        assertThat(finding().describe().isOpaque()).isFalse();
        assertThat(finding()).hasToString("content retriever store");
    }

    @Provide
    Arbitrary<List<Passage>> passages() {
        Arbitrary<String> text = Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(8);
        Arbitrary<Source> source = Combinators.combine(
                        text, text.list().ofMaxSize(3), Arbitraries.integers().between(0, 1_000))
                .as((document, headings, start) -> new Source(document, headings, new Span(start, start)));
        return Combinators.combine(text, text, source, Arbitraries.doubles().between(-9, 9))
                .as((id, words, place, score) -> new Passage(
                        id,
                        words,
                        new Source(
                                place.document(),
                                place.headings(),
                                new Span(place.span().start(), place.span().start() + words.length())),
                        score))
                .list()
                .uniqueElements(Passage::id)
                .ofMaxSize(10);
    }
}
