// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.tokka.Answer;
import dev.tokka.AnswerForm;
import dev.tokka.DomainModel;
import dev.tokka.Question;
import dev.tokka.QuestionRejectedException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordAnswersTest {

    private static final Question QUESTION = Question.of("What does a secret transfer cost?");

    private final List<Question> asked = new ArrayList<>();

    enum Kind {
        CARD,
        @JsonProperty("wire transfer")
        TRANSFER
    }

    record Fee(BigDecimal yen, Kind kind) {

        Fee {
            if (yen.signum() < 0) {
                throw new IllegalArgumentException("a fee must not be negative");
            }
        }
    }

    record Fees(
            @JsonPropertyDescription("all fees, in yen") List<Fee> fees,
            boolean free,
            @JsonProperty("count") int number,
            Optional<LocalDate> validUntil,
            Set<String> notes) {}

    record Strange(Map<String, String> map) {}

    record Endless(Optional<Endless> inner) {}

    private static final String DOCUMENT = "{\"fees\":[{\"yen\":5.50,\"kind\":\"wire transfer\"}],\"free\":false,"
            + "\"count\":1,\"validUntil\":\"2024-04-01\",\"notes\":[\"高い\"]}";

    @Test
    void theSchemaIsThatOfTheRecord() {
        assertThat(RecordAnswers.of(Fees.class, saying("x")).schema())
                .isEqualTo("{\"type\":\"object\",\"properties\":{"
                        + "\"fees\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"properties\":{"
                        + "\"yen\":{\"type\":\"number\"},"
                        + "\"kind\":{\"type\":\"string\",\"enum\":[\"CARD\",\"wire transfer\"]}},"
                        + "\"required\":[\"yen\",\"kind\"],\"additionalProperties\":false},"
                        + "\"description\":\"all fees, in yen\"},"
                        + "\"free\":{\"type\":\"boolean\"},"
                        + "\"count\":{\"type\":\"integer\"},"
                        + "\"validUntil\":{\"anyOf\":[{\"type\":\"string\",\"format\":\"date\"},{\"type\":\"null\"}]},"
                        + "\"notes\":{\"type\":\"array\",\"items\":{\"type\":\"string\"}}},"
                        + "\"required\":[\"fees\",\"free\",\"count\",\"notes\"],\"additionalProperties\":false}");
    }

    @Test
    void aReplyIsReadAsTheRecord() {
        RecordAnswers<Fees> answers = RecordAnswers.of(Fees.class, saying("```json\n" + DOCUMENT + "\n```"));

        AnswerOf<Fees> answer = answers.answer(QUESTION);

        assertThat(answer.toOptional())
                .hasValue(new Fees(
                        List.of(new Fee(new BigDecimal("5.50"), Kind.TRANSFER)),
                        false,
                        1,
                        Optional.of(LocalDate.of(2024, 4, 1)),
                        Set.of("高い")));
        assertThat(answer.answer().reply())
                .hasValueSatisfying(reply -> assertThat(reply.text()).isEqualTo(DOCUMENT));
        assertThat(asked)
                .singleElement()
                .satisfies(
                        question -> assertThat(question.form()).isEqualTo(new AnswerForm.JsonSchema(answers.schema())));
    }

    @Test
    void whatIsOptionalMayBeLeftOutOrNull() {
        String absent = DOCUMENT.replace("\"validUntil\":\"2024-04-01\",", "");
        String none = DOCUMENT.replace("\"2024-04-01\"", "null");

        assertThat(RecordAnswers.of(Fees.class, saying(absent)).answer(QUESTION).toOptional())
                .hasValueSatisfying(fees -> assertThat(fees.validUntil()).isEmpty());
        assertThat(RecordAnswers.of(Fees.class, saying(none)).answer(QUESTION).toOptional())
                .hasValueSatisfying(fees -> assertThat(fees.validUntil()).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "It costs 5 yen.",
                "{\"yen\":5}",
                "{\"yen\":null,\"kind\":\"CARD\"}",
                "{\"yen\":\"5\",\"kind\":\"CARD\"}",
                "{\"yen\":5,\"kind\":\"card\"}",
                "{\"yen\":5,\"kind\":\"CARD\",\"more\":1}",
                "{\"yen\":5,\"kind\":\"CARD\"} {}",
                "{\"yen\":-5,\"kind\":\"CARD\"}"
            })
    void aReplyThatTheRecordDoesNotTakeIsRepairedAndThenARejection(String reply) {
        DomainModel model = saying(reply, "{\"yen\":5,\"kind\":\"CARD\"}");

        assertThat(RecordAnswers.of(Fee.class, model).answer(QUESTION).toOptional())
                .hasValue(new Fee(BigDecimal.valueOf(5), Kind.CARD));
        assertThat(asked).hasSize(2);
        assertThatThrownBy(() ->
                        RecordAnswers.of(Fee.class, saying(reply)).repairs(0).answer(QUESTION))
                .isInstanceOf(QuestionRejectedException.class)
                .hasMessageStartingWith(
                        "record answers: expected a reply in the form record Fee but in attempt 1 of 1 ");
    }

    @Test
    void theModelIsToldWhatTheRecordRefuses() {
        DomainModel model = saying("{\"yen\":-5,\"kind\":\"CARD\"}");

        assertThatExceptionOfType(QuestionRejectedException.class)
                .isThrownBy(() -> RecordAnswers.of(Fee.class, model).answer(QUESTION))
                .withMessageContaining("the record refuses the values");
        assertThat(asked.get(1).instructions())
                .singleElement()
                .asString()
                .contains("because of this: a fee must not be negative");
    }

    @Test
    void aNumberThatIsTooLargeForItsTypeIsRefused() {
        String large = DOCUMENT.replace("\"count\":1", "\"count\":3000000000");

        assertThatThrownBy(() -> RecordAnswers.of(Fees.class, saying(large)).answer(QUESTION))
                .isInstanceOf(QuestionRejectedException.class)
                .hasMessageContaining("the record cannot take the values");
    }

    @Test
    void anAbstentionStaysAnAbstention() {
        DomainModel model = question -> Answer.abstain("no idea");

        AnswerOf<Fee> answer = RecordAnswers.of(Fee.class, model).answer(QUESTION);

        assertThat(answer).isEqualTo(new AnswerOf.Abstention<Fee>(Answer.abstain("no idea")));
        assertThat(answer.toOptional()).isEmpty();
        assertThat(answer.answer().reply()).isEmpty();
    }

    @Test
    void recordsWithoutASchemaAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RecordAnswers.of(Strange.class, saying("x")))
                .withMessageEndingWith("but map is a java.util.Map");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RecordAnswers.of(Endless.class, saying("x")))
                .withMessageContaining("must not hold itself");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RecordAnswers.of(Fee.class, saying("x")).repairs(4));
        assertThat(RecordAnswers.of(Fee.class, saying("x"))).hasToString("answers(record Fee, scripted)");
    }

    private DomainModel saying(String... texts) {
        int before = asked.size();
        return new DomainModel() {
            @Override
            public Answer answer(Question question) {
                int turn = asked.size() - before;
                asked.add(question);
                return Answer.reply(texts[Math.min(turn, texts.length - 1)]);
            }

            @Override
            public String toString() {
                return "scripted";
            }
        };
    }
}
