// SPDX-License-Identifier: Apache-2.0
package dev.tokka.config;

import static java.util.Objects.requireNonNull;

import dev.tokka.Answer;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.LoadedModel;
import dev.tokka.ModelUnavailableException;
import dev.tokka.Question;
import java.util.function.Supplier;

/** A model as it was composed, which frees what was opened for it. */
final class FileModel implements LoadedModel {

    private final DomainModel model;
    private final Gate gate;

    FileModel(DomainModel model, Making making) {
        this.model = model;
        this.gate = new Gate(making::close);
    }

    @Override
    public Answer answer(Question question) {
        requireNonNull(question, "question");
        requireOpen(gate.enter());
        return leaving(() -> model.answer(question));
    }

    @Override
    public Description describe() {
        requireOpen(gate.enter());
        return leaving(model::describe);
    }

    /** Returns whether a call may begin, which must be made by {@link #leaving}. */
    boolean enter() {
        return gate.enter();
    }

    /** Returns what {@code call} returns, which has entered. */
    <T> T leaving(Supplier<T> call) {
        try {
            return call.get();
        } finally {
            gate.leave();
        }
    }

    DomainModel composed() {
        return model;
    }

    static void requireOpen(boolean open) {
        if (!open) {
            throw new ModelUnavailableException("expected a model that is open but it was closed");
        }
    }

    @Override
    public void close() {
        gate.close();
    }

    @Override
    public String toString() {
        return model.toString();
    }
}
