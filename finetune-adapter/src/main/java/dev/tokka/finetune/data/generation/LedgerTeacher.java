// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.generation;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tokka.Answer;
import dev.tokka.AnswerForm;
import dev.tokka.DataClass;
import dev.tokka.Digests;
import dev.tokka.DomainModel;
import dev.tokka.Generation;
import dev.tokka.IncompleteAnswerException;
import dev.tokka.Question;
import dev.tokka.QuestionRejectedException;
import dev.tokka.TokenUsage;
import dev.tokka.Trace;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The teacher of one source in a run: asks a model within the budget, and each question once. Used by one thread. */
final class LedgerTeacher implements Teacher {

    private final DomainModel model;
    private final String fingerprint;
    private final Ledger ledger;
    private final TeacherBudget budget;
    private final Call call;
    private int asked;

    LedgerTeacher(TeacherModel model, Ledger ledger, Call call) {
        this.model = model.model();
        this.fingerprint = model.fingerprint();
        this.ledger = ledger;
        this.budget = call.budget();
        this.call = call;
    }

    /** What all calls for one source have in common. */
    record Call(TeacherBudget budget, DataClass dataClass, long source) {}

    /** A model with its fingerprint, which is computed once. */
    record TeacherModel(DomainModel model, String fingerprint) {}

    @Override
    public Optional<String> ask(Question question) {
        Generation settings = question.attributes()
                .get(Generation.KEY)
                .orElse(Generation.DEFAULT)
                .withMaxTokens(budget.answerTokens());
        Question held = question.with(Generation.KEY, settings).with(DataClass.KEY, call.dataClass());
        List<String> texts = texts(held);
        String key = call.source() + "." + asked++ + "." + Digests.sha256(texts + settings.toString());
        Optional<Optional<String>> known = ledger.answer(key);
        if (known.isPresent()) {
            return known.get();
        }
        Spent most = most(texts);
        ledger.reserve(key, most);
        Result result = result(held);
        ledger.settle(key, most, used(result.trace(), most), result.text());
        return result.text();
    }

    private record Result(Optional<String> text, Optional<Trace> trace) {}

    private Result result(Question question) {
        try {
            Answer answer = model.answer(question);
            return new Result(answer.reply().map(Answer.Reply::text), Optional.of(answer.trace()));
        } catch (QuestionRejectedException | IncompleteAnswerException e) { // another question may do better
            return new Result(Optional.empty(), Optional.empty());
        }
    }

    private Spent most(List<String> texts) {
        long bytes = 0;
        for (String text : texts) {
            bytes += text.getBytes(UTF_8).length + 1L;
        }
        TokenUsage usage = new TokenUsage(bytes + TeacherBudget.OVERHEAD, budget.answerTokens());
        return new Spent(1, usage.input() + usage.output(), budget.cost(usage));
    }

    /** Returns what a call has used; the most it could use where the model does not say. */
    private Spent used(Optional<Trace> trace, Spent most) {
        TokenUsage usage = trace.map(Trace::usage).orElse(TokenUsage.NONE);
        if (usage.equals(TokenUsage.NONE)) {
            return most;
        }
        BigDecimal cost = budget.money()
                .map(price -> price.most().currency())
                .flatMap(currency -> trace.map(Trace::cost).map(costs -> costs.get(currency)))
                .orElse(budget.cost(usage));
        return new Spent(1, Math.addExact(usage.input(), usage.output()), cost);
    }

    private static List<String> texts(Question question) {
        List<String> texts = new ArrayList<>(question.instructions());
        question.history().forEach(turn -> texts.add(turn.text()));
        question.examples().forEach(example -> {
            texts.add(example.question());
            texts.add(example.answer());
        });
        question.evidence().forEach(passage -> texts.add(passage.source().label() + " " + passage.text()));
        texts.add(question.text());
        if (question.form() instanceof AnswerForm.OneOf one) {
            texts.addAll(one.labels());
        } else if (question.form() instanceof AnswerForm.JsonSchema json) {
            texts.add(json.schema());
        }
        return texts;
    }

    @Override
    public String fingerprint() {
        return fingerprint;
    }
}
