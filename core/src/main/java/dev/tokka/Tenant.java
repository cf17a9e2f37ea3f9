// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

/**
 * On whose behalf a question is asked, where one installation serves several organizations whose documents must not mix.
 *
 * @param id identifies the organization; not blank; never logged
 */
public record Tenant(String id) {

    /** The attribute that holds a question's tenant. */
    public static final Key<Tenant> KEY = new Key<>("tokka.tenant", Tenant.class);

    /** Checks that the id is not blank. */
    public Tenant {
        Checks.requireText(id, "id");
    }

    /** Returns a text that tells nothing about the tenant. */
    @Override
    public String toString() {
        return "Tenant";
    }
}
