// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.store;

import java.util.List;

/** Texts that break what is put together carelessly. */
final class HostileTexts {

    private HostileTexts() {}

    /** Texts that mean something to a query language. */
    static List<String> all() {
        return List.of(
                "'; DROP TABLE passages; --",
                "' OR '1'='1",
                "\" OR tenant = 'b",
                "*",
                "*:*",
                "kind:* OR _exists_:kind",
                "a AND (NOT b)",
                "/.*/",
                "[* TO *]",
                "$.store..*",
                "$[?(@.tenant=='b')]",
                "#{T(java.lang.Runtime).getRuntime().exec('id')}",
                "${jndi:ldap://localhost/a}",
                "{\"match_all\":{}}",
                "%",
                "_",
                "\\",
                "a\\' --",
                "line\nbreak\r\t",
                "e\u0301",
                "\u00e9",
                "\u202Eevil",
                "\uFF07 OR 1=1",
                "\uD83D\uDE00",
                "nul\0byte",
                "half\uD83D",
                "half\uDE00",
                "half\uFFFD",
                "long" + "x".repeat(40_000));
    }
}
