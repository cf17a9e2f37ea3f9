// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.generation;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokka.Checks;
import dev.tokka.DomainModel;
import dev.tokka.ModelException;
import dev.tokka.Passage;
import dev.tokka.Source;
import dev.tokka.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lets a model write questions about documents, and keeps those that hold water.
 *
 * <pre>{@code
 * GeneratedQuestions generated = QuestionGenerator.builder(model)
 *         .perPassage(3)
 *         .build()
 *         .generate(Documents.passages("fees.md", text, 4000));
 * }</pre>
 *
 * <p>A question is kept if the words that its answer rests on stand in the passage, exactly but for white space; if it is
 * no duplicate; and if a model that does not see the source gives another answer (<em>closed book</em>). Everything else
 * is reported with its reason, and so is every passage that no call was left for.
 *
 * <p>Passages are data, also for the model: they stand in a fence that depends on their text, so that instructions in
 * them cannot leave it. That does not make a model immune; let people {@linkplain ReviewSheet review} what it wrote.
 *
 * <p>The same passages, options and replies give the same questions in the same order. May be used by many threads if the
 * models may.
 */
public final class QuestionGenerator {

    private static final int MAX_LENGTH = 2000;

    private final DomainModel writer;
    private final GenerationOptions options;
    private final int perPassage;
    private final List<QuestionKind> kinds;
    private final int limit;
    private final Optional<DomainModel> closedBook;

    private QuestionGenerator(Builder builder) {
        this.writer = builder.writer;
        this.options = builder.options;
        this.perPassage = builder.perPassage;
        this.kinds = builder.kinds;
        this.limit = builder.limit;
        this.closedBook = builder.closedBook;
    }

    /** Returns a builder with the model that writes. */
    public static Builder builder(DomainModel writer) {
        return new Builder(writer);
    }

    /**
     * Returns the questions about some passages.
     *
     * @param passages in the order in which they are asked about, such as those of {@link Documents#passages}
     * @throws ModelException if a policy forbids to ask, or the calling thread is interrupted; other failures of models
     *     are rejections
     */
    public GeneratedQuestions generate(List<Passage> passages) {
        Run run = new Run();
        for (int i = 0; i < passages.size(); i++) {
            run.ask(passages.get(i), kindsOf(i));
        }
        return run.finish();
    }

    /** Kinds take turns, so that over all passages each is asked for as often as any other, give or take one. */
    private List<QuestionKind> kindsOf(int passage) {
        List<QuestionKind> turn = new ArrayList<>();
        for (int i = 0; i < perPassage; i++) {
            turn.add(kinds.get((int) (((long) passage * perPassage + i) % kinds.size())));
        }
        return turn;
    }

    /** What one call of {@link #generate} gathers. */
    private final class Run {

        private final Calls calls = new Calls(options);
        private final Duplicates duplicates = new Duplicates(options.maxSimilarity());
        private final List<GeneratedQuestion> questions = new ArrayList<>();
        private final List<Rejection> rejections = new ArrayList<>();
        private final Map<String, String> passages = new HashMap<>(); // by the id of the question

        void ask(Passage passage, List<QuestionKind> wanted) {
            Calls.Said said = calls.ask(writer, Tasks.write(passage, wanted, options.seed()));
            if (said.isNothing()) {
                rejections.add(said.rejection(passage.id(), ""));
                return;
            }
            Optional<List<JsonNode>> items = Json.items(said.text(), "questions");
            if (items.isEmpty()) {
                reject(passage, Rejection.Reason.UNREADABLE, "", "the reply holds no JSON with \"questions\"");
                return;
            }
            for (int i = 0; i < items.get().size(); i++) {
                JsonNode item = items.get().get(i);
                if (i < wanted.size()) {
                    take(passage, item, wanted.get(i));
                } else {
                    String detail = wanted.size() + " were asked for";
                    reject(passage, Rejection.Reason.SURPLUS, Json.text(item, "question"), detail);
                }
            }
        }

        private void take(Passage passage, JsonNode item, QuestionKind wanted) {
            String question = Json.text(item, "question");
            String answer = Json.text(item, "answer");
            String quote = Json.text(item, "quote");
            String problem = problem(question, answer, quote);
            if (!problem.isEmpty()) {
                reject(passage, Rejection.Reason.MALFORMED, question, problem);
                return;
            }
            Optional<Span> place = Quotes.find(passage.text(), quote);
            if (place.isEmpty()) {
                reject(passage, Rejection.Reason.QUOTE_NOT_FOUND, question, "not in the passage: " + quote);
                return;
            }
            Optional<String> duplicate = duplicates.like(question);
            if (duplicate.isPresent()) {
                reject(passage, Rejection.Reason.DUPLICATE, question, "asks the same as: " + duplicate.get());
                return;
            }
            Optional<Rejection> known = known(passage, question, answer);
            if (known.isPresent()) {
                rejections.add(known.get());
                return;
            }
            duplicates.keep(question);
            QuestionKind kind = QuestionKind.of(Json.text(item, "kind")).orElse(wanted);
            GeneratedQuestion kept = question(passage, kind, List.of(question, answer), place.get());
            passages.put(kept.id(), passage.id());
            questions.add(kept);
        }

        /** A check that cannot be made is not passed. */
        private Optional<Rejection> known(Passage passage, String question, String answer) {
            if (closedBook.isEmpty()) {
                return Optional.empty();
            }
            Calls.Said said = calls.ask(closedBook.get(), Tasks.closedBook(question));
            if (said.isNothing()) {
                return said.reason() == Rejection.Reason.ABSTAINED
                        ? Optional.empty()
                        : Optional.of(said.rejection(passage.id(), question));
            }
            return SameAnswer.isGiven(answer, said.text())
                    ? Optional.of(new Rejection(
                            passage.id(),
                            Rejection.Reason.ANSWERABLE_WITHOUT_SOURCE,
                            question,
                            "expected " + answer + ", and without the source it is: " + Texts.oneLine(said.text())))
                    : Optional.empty();
        }

        GeneratedQuestions finish() {
            if (questions.size() <= limit) {
                return new GeneratedQuestions(questions, rejections, calls.made());
            }
            Balance balance = Balance.of(questions, limit);
            balance.surplus()
                    .forEach(question -> rejections.add(new Rejection(
                            passages.getOrDefault(
                                    question.id(), question.source().document()),
                            Rejection.Reason.SURPLUS,
                            question.question(),
                            limit + " are kept, as many of each kind as there are")));
            return new GeneratedQuestions(balance.kept(), rejections, calls.made());
        }

        private void reject(Passage passage, Rejection.Reason reason, String question, String detail) {
            rejections.add(new Rejection(passage.id(), reason, question, detail));
        }
    }

    private static String problem(String question, String answer, String quote) {
        if (Texts.key(question).isEmpty()
                || answer.isEmpty()
                || Texts.key(quote).isEmpty()) {
            return "question, answer and quote must be given, each as a text";
        }
        return Math.max(Math.max(question.length(), answer.length()), quote.length()) > MAX_LENGTH
                ? "question, answer and quote must have at most " + MAX_LENGTH + " characters each"
                : "";
    }

    private static GeneratedQuestion question(
            Passage passage, QuestionKind kind, List<String> questionAndAnswer, Span place) {
        Source of = passage.source();
        Source source =
                new Source(of.document(), of.headings(), place.shift(of.span().start()));
        String question = questionAndAnswer.get(0);
        String identity = source.document() + "\n" + source.span() + "\n" + question;
        return new GeneratedQuestion(
                "q-" + Texts.digest(identity).substring(0, 12),
                kind,
                question,
                questionAndAnswer.get(1),
                place.of(passage.text()),
                source);
    }

    /** Builds {@link QuestionGenerator}. Wrong values are refused where they are given. */
    public static final class Builder {

        private final DomainModel writer;
        private GenerationOptions options = GenerationOptions.DEFAULT;
        private int perPassage = 3;
        private List<QuestionKind> kinds = List.of(QuestionKind.values());
        private int limit = Integer.MAX_VALUE;
        private Optional<DomainModel> closedBook;

        private Builder(DomainModel writer) {
            this.writer = requireNonNull(writer, "writer");
            this.closedBook = Optional.of(writer);
        }

        /** How models are called and what counts as a duplicate. Default: {@link GenerationOptions#DEFAULT}. */
        public Builder options(GenerationOptions options) {
            this.options = requireNonNull(options, "options");
            return this;
        }

        /** How many questions to ask for about each passage, at least 1. Default: 3. */
        public Builder perPassage(int questions) {
            this.perPassage = Checks.requireAtLeast(1, questions, "questions");
            return this;
        }

        /** The kinds that take turns, at least one. Default: all. */
        public Builder kinds(List<QuestionKind> kinds) {
            Checks.requireAtLeast(1, kinds.size(), "number of kinds");
            this.kinds = List.copyOf(new LinkedHashSet<>(kinds));
            return this;
        }

        /** The most questions to keep, at least 1, as equally many of each kind as there are. Default: no limit. */
        public Builder limit(int questions) {
            this.limit = Checks.requireAtLeast(1, questions, "questions");
            return this;
        }

        /** The model that must not know the answer without the source. Default: the one that writes. */
        public Builder closedBook(DomainModel model) {
            this.closedBook = Optional.of(model);
            return this;
        }

        /** Keeps questions that can be answered without the source, and saves the calls that find out. */
        public Builder withoutClosedBook() {
            this.closedBook = Optional.empty();
            return this;
        }

        /** Returns a new generator; later changes to this builder do not affect it. */
        public QuestionGenerator build() {
            return new QuestionGenerator(this);
        }
    }
}
