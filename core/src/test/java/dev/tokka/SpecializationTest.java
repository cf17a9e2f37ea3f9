// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpecializationTest {

    private final List<String> order = new ArrayList<>();

    @Test
    void theOuterOneSeesTheQuestionFirstAndTheAnswerLast() {
        DomainModel model = Scripted.replying("Yes.").with(noting("inner").andThen(noting("outer")));

        model.answer("May I claim after 30 days?");

        assertThat(order).containsExactly("outer asks", "inner asks", "inner answered", "outer answered");
    }

    @Test
    void noneReturnsTheModelItself() {
        DomainModel model = Scripted.replying("Yes.");

        assertThat(Specialization.none().specialize(model)).isSameAs(model);
    }

    @Test
    void theBaseDoesNotChange() {
        DomainModel base = Scripted.replying("Yes.");

        base.with(noting("outer"));
        base.answer("May I claim after 30 days?");

        assertThat(order).isEmpty();
    }

    private Specialization noting(String name) {
        return base -> question -> {
            order.add(name + " asks");
            Answer answer = base.answer(question);
            order.add(name + " answered");
            return answer;
        };
    }
}
