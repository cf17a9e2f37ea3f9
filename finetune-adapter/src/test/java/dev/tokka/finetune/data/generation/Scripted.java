// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.generation;

import dev.tokka.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A teacher that answers by a function and remembers what it was asked. */
final class Scripted implements Teacher {

    private final Function<Question, Optional<String>> answers;
    private final List<Question> asked = new ArrayList<>();

    private Scripted(Function<Question, Optional<String>> answers) {
        this.answers = answers;
    }

    static Scripted by(Function<Question, Optional<String>> answers) {
        return new Scripted(answers);
    }

    static Scripted replying(String answer) {
        return by(question -> Optional.of(answer));
    }

    List<Question> asked() {
        return asked;
    }

    @Override
    public Optional<String> ask(Question question) {
        asked.add(question);
        return answers.apply(question);
    }

    @Override
    public String fingerprint() {
        return "teacher-fingerprint";
    }
}
