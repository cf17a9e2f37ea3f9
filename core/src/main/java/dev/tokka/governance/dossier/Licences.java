// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.dossier;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The licences of models, data and code that have an identifier which others know. */
final class Licences {

    /** The identifiers of SPDX that are usual for models and data; what is not here is written as a name, which is right too. */
    static final List<String> SPDX = List.of(
            "AFL-3.0",
            "AGPL-3.0-only",
            "AGPL-3.0-or-later",
            "Apache-2.0",
            "Artistic-2.0",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "BSL-1.0",
            "CC-BY-2.0",
            "CC-BY-3.0",
            "CC-BY-4.0",
            "CC-BY-NC-3.0",
            "CC-BY-NC-4.0",
            "CC-BY-NC-ND-4.0",
            "CC-BY-NC-SA-4.0",
            "CC-BY-ND-4.0",
            "CC-BY-SA-3.0",
            "CC-BY-SA-4.0",
            "CC0-1.0",
            "CDLA-Permissive-1.0",
            "CDLA-Permissive-2.0",
            "CDLA-Sharing-1.0",
            "EPL-1.0",
            "EPL-2.0",
            "EUPL-1.2",
            "GPL-2.0-only",
            "GPL-2.0-or-later",
            "GPL-3.0-only",
            "GPL-3.0-or-later",
            "ISC",
            "LGPL-2.1-only",
            "LGPL-2.1-or-later",
            "LGPL-3.0-only",
            "LGPL-3.0-or-later",
            "MIT",
            "MPL-2.0",
            "ODbL-1.0",
            "ODC-By-1.0",
            "OFL-1.1",
            "PDDL-1.0",
            "PostgreSQL",
            "Unlicense",
            "Zlib");

    /**
     * What Hugging Face calls the licences that it knows, as far as they are in {@link #SPDX}: the same in lower case, but not
     * those of GNU, which have no "only" there.
     */
    private static final List<String> HUB = List.of(
            "afl-3.0",
            "apache-2.0",
            "artistic-2.0",
            "bsd-2-clause",
            "bsd-3-clause",
            "bsl-1.0",
            "cc-by-2.0",
            "cc-by-3.0",
            "cc-by-4.0",
            "cc-by-nc-3.0",
            "cc-by-nc-4.0",
            "cc-by-nc-nd-4.0",
            "cc-by-nc-sa-4.0",
            "cc-by-nd-4.0",
            "cc-by-sa-3.0",
            "cc-by-sa-4.0",
            "cc0-1.0",
            "cdla-permissive-1.0",
            "cdla-permissive-2.0",
            "cdla-sharing-1.0",
            "epl-1.0",
            "epl-2.0",
            "eupl-1.2",
            "isc",
            "mit",
            "mpl-2.0",
            "odbl",
            "odc-by",
            "ofl-1.1",
            "pddl",
            "postgresql",
            "unlicense",
            "zlib");

    private Licences() {}

    /** Returns the identifier of SPDX for a licence, whatever its case, if it is one of the usual ones. */
    static Optional<String> spdx(String licence) {
        return SPDX.stream().filter(licence.strip()::equalsIgnoreCase).findFirst();
    }

    /** Returns the identifier of Hugging Face for a licence, if it is one of the usual ones. */
    static Optional<String> hub(String licence) {
        String name = licence.strip().toLowerCase(Locale.ROOT);
        String own = switch (name) {
            case "odbl-1.0" -> "odbl";
            case "odc-by-1.0" -> "odc-by";
            case "pddl-1.0" -> "pddl";
            default -> name.replaceFirst("^(a?gpl|lgpl)-(\\d\\.\\d)-(only|or-later)$", "$1-$2");
        };
        return own.matches("agpl-3\\.0|gpl-[23]\\.0|lgpl-(2\\.1|3\\.0)") || HUB.contains(own)
                ? Optional.of(own)
                : Optional.empty();
    }
}
