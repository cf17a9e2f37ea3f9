// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tokka.Answer;
import dev.tokka.DomainModel;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Applies the contract of models by hand, to models that may break it. */
final class Kit {

    private Kit() {}

    static DomainModelContract contract(DomainModel model) {
        return contract(() -> model);
    }

    static DomainModelContract contract(Supplier<DomainModel> models) {
        return new Applied(models, Duration.ofSeconds(20));
    }

    /** Returns the contract that does not wait long for a call without a deadline. */
    static DomainModelContract impatient(DomainModel model) {
        return new Applied(() -> model, Duration.ofMillis(300));
    }

    /** Returns the contract of a model that ignores sinks. */
    static DomainModelContract silent(DomainModel model) {
        return new DomainModelContract() {
            @Override
            public DomainModel model() {
                return model;
            }

            @Override
            public boolean streams() {
                return false;
            }
        };
    }

    /** Returns the contract of a model whose answers differ from call to call. */
    static DomainModelContract sampling() {
        return new DomainModelContract() {
            @Override
            public DomainModel model() {
                return question -> Answer.reply("at " + System.nanoTime());
            }

            @Override
            public boolean repeatable() {
                return false;
            }
        };
    }

    /** Returns the contract of {@code model}, which {@code changed} claims to differ from. */
    static DomainModelContract changed(DomainModel model, DomainModel changed) {
        return new DomainModelContract() {
            @Override
            public DomainModel model() {
                return model;
            }

            @Override
            public Stream<DomainModel> changedModels() {
                return Stream.of(changed);
            }
        };
    }

    /** Fails unless {@code check} fails and its message holds {@code words}. */
    static void assertCaught(String words, ThrowingCallable check) {
        assertThatExceptionOfType(AssertionError.class).isThrownBy(check).withMessageContaining(words);
    }

    // Private, so that no test runner takes it for a test.
    private record Applied(Supplier<DomainModel> models, Duration patience) implements DomainModelContract {

        @Override
        public DomainModel model() {
            return models.get();
        }
    }
}
