// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.metadata;

import static java.util.Objects.requireNonNull;

import dev.tokka.Attributes;
import dev.tokka.Caller;
import dev.tokka.Checks;
import dev.tokka.Tenant;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;

/**
 * Who may find a document.
 *
 * @param tenant the only tenant that may; empty for all
 * @param roles the roles of which a caller needs one; no role at all for nobody; empty for all callers
 */
public record Access(Optional<String> tenant, Optional<Set<String>> roles) {

    /** Everybody may. */
    public static final Access EVERYBODY = new Access(Optional.empty(), Optional.empty());

    /** Copies the roles and checks that nothing is blank. */
    public Access {
        tenant.ifPresent(id -> Checks.requireText(id, "tenant"));
        roles = roles.map(Set::copyOf);
        roles.ifPresent(all -> all.forEach(role -> Checks.requireText(role, "role")));
    }

    /** Returns this for callers that have one of {@code newRoles}. */
    public Access forRoles(String... newRoles) {
        return new Access(tenant, Optional.of(Set.of(newRoles)));
    }

    /** Returns this for one tenant. */
    public Access forTenant(String newTenant) {
        return new Access(Optional.of(newTenant), roles);
    }

    /**
     * Returns whether who asks with {@code asker} may find the document: the {@link Tenant} and the roles of the {@link
     * Caller} in it decide. Whoever brings neither finds only what everybody may find.
     */
    public boolean allows(Attributes asker) {
        Optional<String> ofTenant =
                requireNonNull(asker, "asker").get(Tenant.KEY).map(Tenant::id);
        Set<String> has = asker.get(Caller.KEY).map(Caller::roles).orElse(Set.of());
        return (tenant.isEmpty() || tenant.equals(ofTenant))
                && (roles.isEmpty() || !Collections.disjoint(roles.get(), has));
    }

    /** Returns a text that names no tenant. */
    @Override
    public String toString() {
        return "Access[" + (tenant.isPresent() ? "one tenant" : "all tenants") + ", "
                + roles.map(all -> all.size() + " roles").orElse("all callers") + "]";
    }
}
