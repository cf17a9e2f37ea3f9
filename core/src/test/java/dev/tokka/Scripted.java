// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import java.util.List;
import java.util.function.Supplier;

/** A model that streams some pieces, then ends as told, and says by its name what it is made of. */
record Scripted(String name, List<String> pieces, Supplier<Answer> ending) implements DomainModel {

    /** Returns a model that streams {@code text} and replies with it. */
    static Scripted replying(String text) {
        return new Scripted(text, List.of(text), () -> Answer.reply(text));
    }

    static Scripted abstaining(String reason) {
        return new Scripted(reason, List.of(), () -> Answer.abstain(reason));
    }

    static Scripted failing(RuntimeException failure) {
        return new Scripted(failure.getClass().getSimpleName(), List.of(), () -> {
            throw failure;
        });
    }

    /** Returns this model, streaming {@code newPieces} before it ends. */
    Scripted streaming(String... newPieces) {
        return new Scripted(name, List.of(newPieces), ending);
    }

    @Override
    public Answer answer(Question question) {
        question.attributes().get(TokenSink.KEY).ifPresent(sink -> pieces.forEach(sink::token));
        return ending.get();
    }

    @Override
    public Description describe() {
        return Description.of("scripted", name);
    }

    @Override
    public String toString() {
        return name;
    }
}
