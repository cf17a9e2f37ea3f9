// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import java.util.Set;

/**
 * Who asks. Budgets are kept and answers are cached by caller, and rights to documents are granted to its roles.
 *
 * @param id identifies the person, service or tenant; not blank; never logged
 * @param roles what the caller may act as; often empty
 */
public record Caller(String id, Set<String> roles) {

    /** The attribute that holds a question's caller. */
    public static final Key<Caller> KEY = new Key<>("tokka.caller", Caller.class);

    /** Checks that the id and the roles are not blank and copies the roles. */
    public Caller {
        Checks.requireText(id, "id");
        roles = Set.copyOf(roles);
        roles.forEach(role -> Checks.requireText(role, "role"));
    }

    /** Returns a caller without roles. */
    public static Caller of(String id) {
        return new Caller(id, Set.of());
    }

    /** Returns a text that tells nothing about the caller. */
    @Override
    public String toString() {
        return "Caller[" + roles.size() + " roles]";
    }
}
