// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CallerTest {

    @Test
    void holdsWhoAsks() {
        Question question = Question.of("Why?").with(Caller.KEY, new Caller("u1", Set.of("teller")));

        assertThat(question.attributes().get(Caller.KEY)).contains(new Caller("u1", Set.of("teller")));
    }

    @Test
    void copiesTheRoles() {
        Set<String> roles = new HashSet<>(Set.of("teller"));
        Caller caller = new Caller("u1", roles);

        roles.add("manager");

        assertThat(caller.roles()).containsExactly("teller");
    }

    @Test
    void refusesBlanks() {
        assertThatIllegalArgumentException().isThrownBy(() -> Caller.of(" ")).withMessage("id must not be blank");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Caller("u1", Set.of("")))
                .withMessage("role must not be blank");
    }

    @Test
    void itsTextTellsNothing() {
        assertThat(new Caller("yamada", Set.of("teller"))).hasToString("Caller[1 roles]");
    }
}
