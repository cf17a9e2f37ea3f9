// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tokka.Answer;
import dev.tokka.Citation;
import dev.tokka.DomainModel;
import dev.tokka.IncompleteAnswerException;
import dev.tokka.Passage;
import dev.tokka.Question;
import dev.tokka.Source;
import dev.tokka.Span;
import dev.tokka.TokenSink;
import dev.tokka.Trace;
import dev.tokka.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PrivacyTest {

    private static final SecretKey TENANT = key("a key of 16 bytes or more");
    private static final Detector DETECTOR =
            Detectors.all(Detectors.usual(), Detectors.names(List.of("Hanako Yamada")));
    private static final String MAIL = "hanako@example.jp";

    private final List<Question> asked = new ArrayList<>();

    /** Repeats the question's text, as models do. */
    private final DomainModel parrot = question -> {
        asked.add(question);
        question.attributes()
                .get(TokenSink.KEY)
                .ifPresent(sink -> question.text().codePoints().forEach(each -> sink.token(Character.toString(each))));
        return Answer.reply(question.text());
    };

    @Example
    void nothingThatPointsToAPersonReachesTheModelAndTheReplyHasItAgain() {
        Question question = Question.of("Who is " + MAIL + "?")
                .plusHistory(List.of(new Turn(Turn.Speaker.USER, "I am Hanako Yamada")))
                .plusInstructions(List.of("Call 03-3581-0101"))
                .plusExamples(List.of(new dev.tokka.Example(MAIL, MAIL)))
                .plusEvidence(List.of(passage("Customer Hanako Yamada, 口座番号 1234567", MAIL + ".txt")));
        Answer answer = Privacy.pseudonymized(parrot, DETECTOR, TENANT).answer(question);

        assertThat(answer.reply().orElseThrow().text()).isEqualTo("Who is " + MAIL + "?");
        String seen = asked.get(0).withAttributes(question.attributes()).toString();
        assertThat(seen)
                .doesNotContain("hanako", "Hanako", "3581", "1234567")
                .contains("NAME_", "EMAIL_", "PHONE_", "ACCOUNT_");
        assertThat(DETECTOR.find(asked.get(0).text())).isEmpty();
    }

    @Example
    void redactionIsForGoodAndDoingItTwiceChangesNothing() {
        Answer answer = Privacy.redacted(parrot, DETECTOR).answer("Who is " + MAIL + "?");
        assertThat(answer.reply().orElseThrow().text()).isEqualTo("Who is [email]?");
        Redaction redaction = Redaction.of(DETECTOR);
        String once = redaction.apply("マイナンバー 1234 5678 9018, 〒100-8967, Hanako Yamada");
        assertThat(once).isEqualTo("マイナンバー [my-number], [postal-code], [name]");
        assertThat(redaction.apply(once)).isEqualTo(once);
    }

    @Property(tries = 300)
    void whatIsStreamedIsTheReplyWhereverItIsCut(@ForAll @From("texts") String text) {
        StringBuilder streamed = new StringBuilder();
        Question question = Question.of(text).with(TokenSink.KEY, new TokenSink() {

            @Override
            public void token(String token) {
                streamed.append(token);
            }

            @Override
            public void restart() {
                streamed.setLength(0);
            }
        });
        Answer answer = Privacy.pseudonymized(parrot, DETECTOR, TENANT).answer(question);
        assertThat(streamed.toString())
                .isEqualTo(answer.reply().orElseThrow().text())
                .isEqualTo(text);
    }

    @Property(tries = 300)
    void textsComeBackAsTheyWere(@ForAll @From("texts") String text) {
        Pseudonyms pseudonyms = new Pseudonyms(DETECTOR, TENANT);
        assertThat(pseudonyms.reveal(pseudonyms.hide(text))).isEqualTo(text);
    }

    @Example
    void oneValueHasOnePseudonymUnderOneKeyAndAnotherUnderAnotherKey() {
        Pseudonyms tenant = new Pseudonyms(DETECTOR, TENANT);
        Pseudonyms other = new Pseudonyms(DETECTOR, key("another key of 16 bytes"));
        assertThat(tenant.hide("090-1234-5678"))
                .isEqualTo(tenant.hide("０９０－１２３４－５６７８"))
                .isEqualTo(new Pseudonyms(DETECTOR, TENANT).hide("090-1234-5678"))
                .isNotEqualTo(other.hide("090-1234-5678"))
                .isNotEqualTo(tenant.hide("090-1234-5679"));
        assertThat(other.reveal(tenant.hide(MAIL))).doesNotContain("hanako");
        assertThat(tenant.toString()).doesNotContain("hanako");
    }

    @Example
    void aPseudonymThatTheModelMadeUpStays() {
        DomainModel inventive = question -> Answer.reply("Ask EMAIL_AAAAAAAAAA.");
        assertThat(Privacy.pseudonymized(inventive, DETECTOR, TENANT)
                        .answer(MAIL)
                        .reply()
                        .orElseThrow()
                        .text())
                .isEqualTo("Ask EMAIL_AAAAAAAAAA.");
    }

    /** A citation of a pseudonym is one of the value, at its place in the document. */
    @Example
    void placesAreThoseOfTheDocument() {
        DomainModel quoting = question -> {
            Passage passage = question.evidence().get(0);
            int at = passage.text().indexOf("EMAIL_");
            int end = passage.text().indexOf(" now");
            Span span = new Span(at, end);
            String text = "Mail " + span.of(passage.text()) + " [1].";
            return new Answer.Reply(
                    text,
                    List.of(new Citation(
                            1,
                            new Span(0, text.length()),
                            new Source(passage.source().document(), List.of(), span),
                            span.of(passage.text()),
                            1)),
                    OptionalDouble.empty(),
                    Trace.EMPTY);
        };
        Passage passage = passage("Write to " + MAIL + " now", "desk.md");
        Answer.Reply reply = Privacy.pseudonymized(quoting, DETECTOR, TENANT)
                .answer(Question.of("Whom do I write to?").plusEvidence(List.of(passage)))
                .reply()
                .orElseThrow();
        assertThat(reply.text()).isEqualTo("Mail " + MAIL + " [1].");
        Citation citation = reply.citations().get(0);
        assertThat(citation.quote()).isEqualTo(MAIL);
        assertThat(citation.claim()).isEqualTo(new Span(0, reply.text().length()));
        assertThat(citation.source().document()).isEqualTo("desk.md");
        assertThat(citation.source().span()).isEqualTo(new Span(100 + 9, 100 + 9 + MAIL.length()));
    }

    @Example
    void thePartOfACutReplyIsRevealedToo() {
        DomainModel cut = question -> {
            throw new IncompleteAnswerException(IncompleteAnswerException.Reason.CUT, "cut", question.text());
        };
        assertThatExceptionOfType(IncompleteAnswerException.class)
                .isThrownBy(() -> Privacy.pseudonymized(cut, DETECTOR, TENANT).answer("I am " + MAIL))
                .matches(e -> e.partialText().equals("I am " + MAIL));
    }

    @Example
    void aShortKeyIsRefusedAndKeysAreToldApartWithoutBeingShown() {
        assertThatIllegalArgumentException().isThrownBy(() -> Privacy.pseudonymized(parrot, DETECTOR, key("short")));
        DomainModel model = Privacy.pseudonymized(parrot, DETECTOR, TENANT);
        assertThat(model.describe())
                .isEqualTo(Privacy.pseudonymized(parrot, DETECTOR, TENANT).describe())
                .isNotEqualTo(Privacy.pseudonymized(parrot, DETECTOR, key("another key of 16 bytes"))
                        .describe())
                .isNotEqualTo(Privacy.redacted(parrot, DETECTOR).describe());
        assertThat(model.describe().toString()).doesNotContain("a key of");
    }

    private static Passage passage(String text, String document) {
        return new Passage("1", text, new Source(document, List.of(), new Span(100, 100 + text.length())), 1);
    }

    private static SecretKey key(String text) {
        return new SecretKeySpec(text.getBytes(UTF_8), "HmacSHA256");
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> personal = Arbitraries.of(
                MAIL, "090-1234-5678", "〒100-8967", "1234 5678 9018", "4111 1111 1111 1111", "Hanako Yamada", "EMAIL_");
        Arbitrary<String> other = Arbitraries.of(" and ", "様は", ", ", "\n", "A_", "𠮷野", " 7 ", "X");
        return Arbitraries.oneOf(personal, other)
                .list()
                .ofMinSize(1)
                .ofMaxSize(12)
                .map(parts -> String.join("、", parts)) // so that each value is written in one way
                .filter(text -> !text.isBlank());
    }
}
