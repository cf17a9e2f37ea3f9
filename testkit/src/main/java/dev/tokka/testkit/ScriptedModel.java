// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit;

import static java.util.Objects.requireNonNull;

import dev.tokka.Answer;
import dev.tokka.Checks;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.ModelException;
import dev.tokka.Question;
import dev.tokka.TokenSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;

/**
 * A model that says what a test tells it to, and remembers what it was asked.
 *
 * <pre>{@code
 * ScriptedModel model = ScriptedModel.builder()
 *         .when("deadline").reply("Claims are accepted for 30 days.")
 *         .when("fee").fail(new ModelUnavailableException("the service is down"))
 *         .build();
 * }</pre>
 *
 * <p>The first rule that fits the question decides, however often it is asked, so earlier calls do not change later
 * answers; without one the model abstains. Replies are streamed in pieces of four characters. It keeps every rule of
 * {@link DomainModel}, and may be used by many threads.
 */
public final class ScriptedModel implements DomainModel {

    private final List<Rule> rules;
    private final Answer otherwise;
    private final Queue<Question> questions = new ConcurrentLinkedQueue<>();

    private ScriptedModel(Builder builder) {
        this.rules = List.copyOf(builder.rules);
        this.otherwise = builder.otherwise;
    }

    /** Returns a model that gives the same reply to every question. */
    public static ScriptedModel replying(String text) {
        return builder().otherwise(Answer.reply(text)).build();
    }

    /** Returns a builder of a model that abstains whatever it is asked. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public Answer answer(Question question) {
        questions.add(requireNonNull(question, "question"));
        question.checkpoint("scripted model");
        for (Rule rule : rules) {
            if (rule.fits.test(question)) {
                return rule.outcome.give(question);
            }
        }
        return new Says(otherwise).give(question);
    }

    /** Returns what was asked so far, in the order in which it came. */
    public List<Question> questions() {
        return List.copyOf(questions);
    }

    @Override
    public Description describe() {
        Description description = Description.of("scripted").with("otherwise", otherwise);
        for (Rule rule : rules) {
            description = description.withPart(rule.describe());
        }
        return description;
    }

    @Override
    public String toString() {
        return "scripted(" + rules.size() + " rules)";
    }

    /** What happens when a rule fits. */
    private interface Outcome {

        Answer give(Question question);

        String words();
    }

    private record Says(Answer answer) implements Outcome {

        @Override
        public Answer give(Question question) {
            answer.reply()
                    .ifPresent(reply -> question.attributes()
                            .get(TokenSink.KEY)
                            .ifPresent(sink -> Pieces.of(reply.text(), Pieces.DEFAULT_LENGTH)
                                    .forEach(sink::token)));
            return answer;
        }

        @Override
        public String words() {
            return answer.toString();
        }
    }

    private record Fails(ModelException failure) implements Outcome {

        @Override
        public Answer give(Question question) {
            throw failure;
        }

        @Override
        public String words() {
            return Words.of(failure);
        }
    }

    /** Case is ignored, because that of the first word depends on the sentence. */
    private record Contains(String words) implements Predicate<Question> {

        @Override
        public boolean test(Question question) {
            return Words.contain(question.text(), words);
        }
    }

    private record Rule(Predicate<Question> fits, Outcome outcome) {

        Description describe() {
            Description rule = Description.of("rule").with("outcome", outcome.words());
            return fits instanceof Contains contains
                    ? rule.with("contains", contains.words())
                    : rule.withPart(Description.opaque(fits));
        }
    }

    /** Builds {@link ScriptedModel}: rules in the order in which they are tried. */
    public static final class Builder {

        private final List<Rule> rules = new ArrayList<>();
        private Answer otherwise = Answer.abstain("not in the script");

        private Builder() {}

        /**
         * Begins a rule for questions whose text contains {@code words}, in upper or lower case.
         *
         * @throws IllegalArgumentException if they are blank
         */
        public Then when(String words) {
            return new Then(new Contains(Checks.requireText(words, "words")));
        }

        /** Begins a rule for the questions that {@code fits} accepts; the model then cannot describe itself. */
        public Then when(Predicate<Question> fits) {
            return new Then(requireNonNull(fits, "fits"));
        }

        /** What to answer if no rule fits. Default: an abstention. */
        public Builder otherwise(Answer answer) {
            this.otherwise = requireNonNull(answer, "answer");
            return this;
        }

        /** Returns a new model that has been asked nothing. */
        public ScriptedModel build() {
            return new ScriptedModel(this);
        }

        /** The second half of a rule. */
        public final class Then {

            private final Predicate<Question> fits;

            private Then(Predicate<Question> fits) {
                this.fits = fits;
            }

            /** Ends the rule with a reply that has only a text. */
            public Builder reply(String text) {
                return answer(Answer.reply(text));
            }

            /** Ends the rule with an abstention. */
            public Builder abstain(String reason) {
                return answer(Answer.abstain(reason));
            }

            /** Ends the rule with any answer, such as a reply with citations and a trace. */
            public Builder answer(Answer answer) {
                return add(new Says(requireNonNull(answer, "answer")));
            }

            /** Ends the rule with a failure. */
            public Builder fail(ModelException failure) {
                return add(new Fails(requireNonNull(failure, "failure")));
            }

            private Builder add(Outcome outcome) {
                rules.add(new Rule(fits, outcome));
                return Builder.this;
            }
        }
    }
}
