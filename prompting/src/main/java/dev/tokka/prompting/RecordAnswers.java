// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tokka.Answer;
import dev.tokka.AnswerForm;
import dev.tokka.Checks;
import dev.tokka.DomainModel;
import dev.tokka.Question;

/**
 * Answers of a model as values of a record, by a JSON schema that is derived from the record.
 *
 * <pre>{@code
 * record Fee(BigDecimal yen, Optional<LocalDate> validUntil) {}
 *
 * RecordAnswers<Fee> fees = RecordAnswers.of(Fee.class, model);
 * Optional<Fee> fee = fees.answer(Question.of("What does a transfer cost?")).toOptional();
 * }</pre>
 *
 * <p>Components may be texts, numbers, booleans, {@link java.time.LocalDate}, enums, records, and lists, sets, arrays and
 * {@link java.util.Optional} of these. All are required but {@code Optional}, and nothing else may stand in the document.
 * Jackson's annotations {@code @JsonProperty} and {@code @JsonPropertyDescription} hold for the schema too.
 *
 * <p>A reply must satisfy the schema, and the record must take the values: what its constructor refuses is refused too. The
 * model then is asked again, with what is wrong; if the last reply does not fit either, that is a {@link
 * dev.tokka.QuestionRejectedException}. There is never half a value. An abstention stays one.
 *
 * @param <T> the record
 */
public final class RecordAnswers<T extends Record> {

    private static final int MAX_REPAIRS = 3;

    private final RecordMapping<T> mapping;
    private final Attempts attempts;

    private RecordAnswers(RecordMapping<T> mapping, DomainModel model, int repairs) {
        this.mapping = mapping;
        this.attempts = new Attempts(requireNonNull(model, "model"), "record answers", repairs);
    }

    /**
     * Returns the answers of {@code model} as values of {@code type}, with one repair.
     *
     * @throws IllegalArgumentException if no schema can be derived: a component is of another type, or the record holds
     *     itself
     */
    public static <T extends Record> RecordAnswers<T> of(Class<T> type, DomainModel model) {
        return new RecordAnswers<>(RecordMapping.of(type), model, 1);
    }

    /** Returns this with another number of repairs, from 0 to 3. */
    public RecordAnswers<T> repairs(int newRepairs) {
        Checks.requireIn(0, MAX_REPAIRS, newRepairs, "repairs");
        return new RecordAnswers<>(mapping, attempts.base(), newRepairs);
    }

    /** Returns the JSON schema that replies must satisfy. */
    public String schema() {
        return mapping.schema();
    }

    /**
     * Answers {@code question}, whose own form is not kept.
     *
     * @throws dev.tokka.ModelException if the model could not answer, or no reply fits
     */
    public AnswerOf<T> answer(Question question) {
        requireNonNull(question, "question");
        Question asked = question.withForm(new AnswerForm.JsonSchema(mapping.schema()));
        Answer answer = attempts.inForm(mapping, asked);
        if (!(answer instanceof Answer.Reply reply)) {
            return new AnswerOf.Abstention<>((Answer.Abstention) answer);
        }
        try {
            return new AnswerOf.Value<>(mapping.read(reply.text()), reply);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record refuses values that it has just taken", e);
        }
    }

    @Override
    public String toString() {
        return "answers(" + mapping + ", " + attempts.base() + ")";
    }
}
