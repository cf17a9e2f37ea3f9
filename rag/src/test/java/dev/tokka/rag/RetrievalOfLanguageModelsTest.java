// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokka.Answer;
import dev.tokka.Citation;
import dev.tokka.DomainModel;
import dev.tokka.DomainModels;
import dev.tokka.Passage;
import dev.tokka.Question;
import dev.tokka.Source;
import dev.tokka.Span;
import dev.tokka.Step;
import dev.tokka.TokenSink;
import dev.tokka.Trace;
import dev.tokka.testkit.RecordingSink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Retrieval over models that write freely: what they invent, how they mark, and when they do not know. */
class RetrievalOfLanguageModelsTest {

    private static final String FEE = "The transfer fee is 500 yen.";
    private static final String LOCKER = "Lockers cost 900 yen a year.";
    private static final String CATS = "Cats sleep.";
    private static final Question QUESTION = Question.of("How much is the transfer fee?");
    private static final Retrieval RETRIEVAL = Retrieval.from(FixedRetriever.of(FEE, LOCKER));
    private static final Retrieval FLAG = RETRIEVAL.unsupported(UnsupportedSentences.FLAG);
    private static final Retrieval DROP = RETRIEVAL.unsupported(UnsupportedSentences.DROP);

    private final List<Question> asked = new ArrayList<>();

    @Test
    void anUnsupportedSentenceIsKeptByDefaultAndCounted() {
        Answer.Reply reply = reply(saying(FEE + " [1] " + CATS).with(RETRIEVAL));

        assertThat(reply.text()).isEqualTo(FEE + " [1] " + CATS);
        assertThat(UnsupportedSentences.in(reply)).isEmpty();
        assertThat(details(reply)).containsEntry("sentencesUnsupported", "1").containsEntry("sentencesDropped", "0");
    }

    @Test
    void aFlaggedSentenceStaysAndIsNamedByItsPlace() {
        Answer.Reply reply = reply(saying(CATS + " " + FEE + " [1] " + CATS).with(FLAG));

        assertThat(reply.text()).isEqualTo(CATS + " " + FEE + " [1] " + CATS);
        assertThat(UnsupportedSentences.in(reply)).containsExactly(new Span(0, 11), new Span(45, 56));
        assertThat(details(reply)).containsEntry("sentencesUnsupported", "2").containsEntry("sentencesDropped", "0");
    }

    @Test
    void aDroppedSentenceIsGoneFromTextSinkAndCitations() {
        RecordingSink sink = new RecordingSink();

        Answer.Reply reply = saying(CATS + " [2] " + FEE + " [1] " + CATS)
                .with(DROP)
                .answer(QUESTION.with(TokenSink.KEY, sink))
                .reply()
                .orElseThrow();

        assertThat(reply.text()).isEqualTo(FEE + " [1]").isEqualTo(sink.text());
        assertThat(reply.citations())
                .extracting(citation -> citation.claim().of(reply.text()))
                .containsExactly(FEE);
        assertThat(details(reply)).containsEntry("sentencesUnsupported", "2").containsEntry("sentencesDropped", "2");
    }

    @Test
    void ifNothingIsLeftItIsAnAbstention() {
        assertThat(reason(saying(CATS + " [1]").with(DROP))).isEqualTo("no passage supports the reply");
        assertThat(reason(saying("Sure! " + CATS).with(DROP))).isEqualTo("no passage supports the reply");
    }

    @Test
    void dropJudgesWhatIsLeftAndTheOthersTheWhole() {
        DomainModel model = saying(FEE + " " + "Cats sleep all day and all night. ".repeat(3));

        assertThat(reason(model.with(RETRIEVAL))).startsWith("the passages support ");
        assertThat(reason(model.with(FLAG))).startsWith("the passages support ");
        assertThat(reply(model.with(DROP)).text()).isEqualTo(FEE + " [1]");
    }

    @Test
    void politenessDoesNotCostTheAnswerItsSupport() {
        String polite = "Sure, here is the answer:\n\n" + FEE + " [1]\n\nI hope this helps! "
                + "Please let me know if you have any other questions.";

        Answer.Reply reply = reply(saying(polite).with(RETRIEVAL.minSupport(1)));

        assertThat(reply.text()).isEqualTo(polite);
        assertThat(reply.citations()).hasSize(1);
    }

    @Test
    void aSentenceThatDeniesItsPassageIsNotSupported() {
        assertThat(reason(saying("The transfer fee is not 500 yen.").with(DROP)))
                .isEqualTo("no passage supports the reply");
    }

    @ParameterizedTest
    @ValueSource(strings = {"I do not know.", "I don't know. [1]", "わかりません。", "提供された資料には記載がありません。【２】"})
    void aModelThatSaysItDoesNotKnowAbstains(String text) {
        RecordingSink sink = new RecordingSink();

        Answer answer = saying(text).with(RETRIEVAL.minSupport(0)).answer(QUESTION.with(TokenSink.KEY, sink));

        assertThat(((Answer.Abstention) answer).reason()).isEqualTo("the model says that it does not know");
        assertThat(sink.tokens()).isEmpty();
        assertThat(answer.trace().steps()).extracting(Step::name).containsExactly("retrieve");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The transfer fee is 500 yen [1][1].",
                "The transfer fee is 500 yen. [1, 9]",
                "The transfer fee is 500 yen[1], [8].",
                "The transfer fee is 500 yen【1】.",
                "The transfer fee is 500 yen[^1].",
                "[1] The transfer fee is 500 yen.",
                "The transfer fee [1] is 500 yen."
            })
    void markersAreReadAsModelsWriteThem(String text) {
        assertThat(reply(saying(text).with(RETRIEVAL)).text()).isEqualTo(FEE + " [1]");
    }

    @Test
    void listsTablesAndBoldKeepTheirShape() {
        String text = "**The transfer fee is 500 yen [1].**\n\n- Lockers cost 900 yen a year [2]\n"
                + "1. The transfer fee is 500 yen.\n\n| Transfer fee | 500 yen [1] |\n|---|---|\n| Lockers | 900 yen |";

        assertThat(reply(saying(text).with(DROP)).text())
                .isEqualTo("**The transfer fee is 500 yen.** [1]\n\n- Lockers cost 900 yen a year [2]\n"
                        + "1. The transfer fee is 500 yen. [1]\n\n| Transfer fee | 500 yen | [1]\n|---|---|\n"
                        + "| Lockers | 900 yen | [2]");
    }

    @Test
    void retrievalOnRetrievalKeepsTheNumbersOfBoth() {
        Retrieval outer = Retrieval.from(FixedRetriever.of(FEE, "Coins are round."));
        Retrieval inner = Retrieval.from(FixedRetriever.of(LOCKER));

        Answer.Reply reply =
                reply(saying("The fee of a transfer is 500 yen [1]. A locker costs 900 yen [3]. Cats sleep [4].")
                        .with(inner)
                        .with(outer));

        assertThat(asked.get(0).evidence()).extracting(Passage::text).containsExactly(FEE, "Coins are round.", LOCKER);
        assertThat(reply.text())
                .isEqualTo("The fee of a transfer is 500 yen. [1] A locker costs 900 yen. [3] Cats sleep.");
        assertThat(reply.citations()).extracting(Citation::number).containsExactly(1, 3);
        assertThat(reply.citations()).extracting(Citation::quote).containsExactly(FEE, LOCKER);
    }

    @Test
    void citationsThatNoRetrievalCheckedAreMadeAnew() {
        Source invented = new Source("invented.md", List.of(), new Span(0, 3));
        Citation citation = new Citation(9, new Span(0, CATS.length()), invented, "Cat", 1);
        String text = CATS + " [9] " + FEE;
        Answer lying = new Answer.Reply(text, List.of(citation), OptionalDouble.empty(), Trace.EMPTY);

        Answer.Reply reply = reply(answering(lying).with(RETRIEVAL));

        assertThat(reply.text()).isEqualTo(CATS + " " + FEE + " [1]");
        assertThat(reply.citations()).extracting(Citation::number).containsExactly(1);
    }

    @Test
    void flagsBelongToTheReplyAndNotToOneThatWasGivenUp() {
        String flagged = FEE + " [1] " + CATS;
        Answer.Reply given = reply(saying(flagged).with(FLAG));
        Answer other = Answer.reply("A colleague will call you back, today or tomorrow.")
                .withTrace(given.trace());

        assertThat(UnsupportedSentences.in(other.reply().orElseThrow())).isEmpty();
        assertThat(UnsupportedSentences.in(
                        given.withTrace(given.trace().then(step()).then(step()))))
                .containsExactly(new Span(33, 44));
        assertThat(UnsupportedSentences.in(reply(DomainModels.fallback(
                        saying(CATS).with(FLAG), saying(flagged).with(FLAG)))))
                .containsExactly(new Span(33, 44));
    }

    @ParameterizedTest
    @EnumSource(UnsupportedSentences.class)
    void thePolicyIsInTheDescription(UnsupportedSentences policy) {
        assertThat(saying(FEE).with(RETRIEVAL.unsupported(policy)).describe().properties())
                .containsEntry("unsupported", policy.name());
    }

    @Property(tries = 500)
    void whateverAModelWritesTheAnswerIsConsistent(
            @ForAll("texts") String text,
            @ForAll UnsupportedSentences policy,
            @ForAll("retrievals") Retrieval retrieval) {
        RecordingSink sink = new RecordingSink();
        List<Question> seen = new ArrayList<>();
        DomainModel base = question -> {
            seen.add(question);
            return Answer.reply("x" + text);
        };

        Answer answer = base.with(retrieval)
                .with(RETRIEVAL.minSupport(0.3).unsupported(policy))
                .answer(QUESTION.with(TokenSink.KEY, sink));

        assertThat(sink.text()).isEqualTo(answer.reply().map(Answer.Reply::text).orElse(""));
        answer.reply().ifPresent(reply -> {
            assertConsistent(reply, seen.get(0).evidence());
            if (policy == UnsupportedSentences.DROP) {
                assertThat(reply.citations())
                        .anySatisfy(citation -> assertThat(citation.support()).isGreaterThanOrEqualTo(0.3));
            }
        });
    }

    private static void assertConsistent(Answer.Reply reply, List<Passage> evidence) {
        assertThat(reply.citations()).isNotEmpty().allSatisfy(citation -> {
            Passage passage = evidence.get(citation.number() - 1);
            Span within = citation.source().span().shift(-Passages.START);
            assertThat(citation.source().document()).isEqualTo(passage.source().document());
            assertThat(within.of(passage.text())).isEqualTo(citation.quote());
            assertThat(citation.claim().of(reply.text())).isNotBlank();
            assertThat(reply.text().substring(citation.claim().end())).startsWith(" [");
        });
        // Read from the text itself: where a sentence was dropped, its neighbours may read as one that cites a number
        // twice.
        List<Integer> markers = Pattern.compile("\\[(\\d+)]")
                .matcher(reply.text())
                .results()
                .map(marker -> Integer.valueOf(marker.group(1)))
                .toList();
        assertThat(reply.citations()).extracting(Citation::number).containsExactlyElementsOf(markers);
        assertThat(UnsupportedSentences.in(reply))
                .allSatisfy(span -> assertThat(span.of(reply.text())).isNotBlank());
    }

    @Provide
    Arbitrary<Retrieval> retrievals() {
        Retrieval inner = Retrieval.from(FixedRetriever.of(LOCKER, "手数料は無料です。", "Cats sleep."));
        return Arbitraries.of(
                Stream.of(UnsupportedSentences.values()).map(inner::unsupported).toList());
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> pieces = Arbitraries.of(
                " The transfer fee",
                " is 500 yen",
                ". ",
                " Cats sleep.",
                "Sure! ",
                "I do not know.",
                "\n\n",
                "\n- ",
                "| a | b |\n",
                "手数料は無料です。",
                "**",
                " [1]",
                "[2, 5]",
                "[3], [4]",
                "【５】",
                "・",
                "。",
                "\n1. ",
                "[^1]",
                "[0]",
                "[99]",
                "[");
        return Arbitraries.oneOf(pieces, pieces, pieces, Arbitraries.strings().ofMaxLength(3))
                .list()
                .ofMaxSize(14)
                .map(list -> String.join("", list));
    }

    private static Trace step() {
        return Trace.of(Step.of("other", Duration.ZERO, Map.of()));
    }

    private static Map<String, String> details(Answer answer) {
        List<Step> steps = answer.trace().steps();
        return steps.get(steps.size() - 1).details();
    }

    private static Answer.Reply reply(DomainModel model) {
        return model.answer(QUESTION).reply().orElseThrow();
    }

    private static String reason(DomainModel model) {
        return ((Answer.Abstention) model.answer(QUESTION)).reason();
    }

    private DomainModel saying(String text) {
        return answering(Answer.reply(text));
    }

    private DomainModel answering(Answer answer) {
        return question -> {
            asked.add(question);
            return answer;
        };
    }
}
